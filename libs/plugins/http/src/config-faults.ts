import { type ConfigFault, type OutboundTls, tlsFaults, validateTemplate } from '@posthorn/plugin-sdk';
import type { HttpConfig, HttpSecrets } from './http.config.js';
import { bodyFrom } from './request-body.js';
import { destinationTls } from './destination-tls.js';

/** What the schemas cannot say of a destination: fields that need or exclude one another, templates, certificates. */
export function configFaults(config: HttpConfig, secretNames: readonly string[], secrets?: HttpSecrets): readonly ConfigFault[] {
  return [
    ...addressFaults(config),
    ...bodyFaults(config),
    ...twoAuthorizations(config),
    ...missingSecrets(config, secretNames),
    ...templateFaults(config),
    ...certificateFaults(config, secrets),
  ];
}

function addressFaults({ url, urlFrom, allowedHosts }: HttpConfig): readonly ConfigFault[] {
  if (url === undefined && urlFrom === undefined)
    return [{ field: 'config.url', code: 'required', message: 'A destination has a url, or urlFrom, or both.' }];
  if (urlFrom !== undefined && allowedHosts === undefined)
    return [{ field: 'config.allowedHosts', code: 'required', message: 'The hosts that an event may name have to be listed.' }];
  if (urlFrom === undefined && allowedHosts !== undefined)
    return [{ field: 'config.allowedHosts', code: 'conflict', message: 'It belongs to urlFrom, which is not there.' }];
  return [];
}

function bodyFaults(config: HttpConfig): readonly ConfigFault[] {
  if (config.method !== 'GET' || bodyFrom(config).from === 'none') return [];
  return [{ field: 'config.body', code: 'conflict', message: 'GET has no body.' }];
}

/** Two of them would be for the receiver to choose from. */
function twoAuthorizations({ headers, auth }: HttpConfig): readonly ConfigFault[] {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'authorization');
  if (name === undefined || !['basic', 'bearer', 'oauth2'].includes(auth.type)) return [];
  return [{ field: `config.headers.${name}`, code: 'conflict', message: `config.auth of type ${auth.type} sets it.` }];
}

const NEEDED = { basic: 'password', bearer: 'authToken', 'api-key': 'authToken', oauth2: 'clientSecret', hmac: 'hmacKey' } as const;

function missingSecrets({ auth }: HttpConfig, secretNames: readonly string[]): readonly ConfigFault[] {
  const needed = auth.type === 'none' ? null : NEEDED[auth.type];
  if (needed === null || secretNames.includes(needed)) return [];
  return [{ field: `secrets.${needed}`, code: 'required', message: `config.auth of type ${auth.type} needs it.` }];
}

function templateFaults({ url = '', headers, body }: HttpConfig): readonly ConfigFault[] {
  const texts: [string, string][] = [
    ['config.url', url],
    ...Object.entries(headers).map(([name, text]): [string, string] => [`config.headers.${name}`, text]),
  ];
  if (body?.from === 'template') texts.push(['config.body.template', body.template]);
  return texts.flatMap(([field, text]) => validateTemplate(text)?.in(field).fault('invalid') ?? []);
}

const TLS_FIELDS: Readonly<Record<keyof OutboundTls, string>> = {
  ca: 'config.tls.ca',
  cert: 'config.tls.cert',
  serverName: 'config.tls.serverName',
  key: 'secrets.clientKey',
  passphrase: 'secrets.clientKeyPassphrase',
};

/** Judged with the secrets only: whether a key fits cannot be told from its name. */
function certificateFaults(config: HttpConfig, secrets: HttpSecrets | undefined): readonly ConfigFault[] {
  const tls = secrets && destinationTls(config, secrets);
  return tls ? tlsFaults(tls).map(({ field, message }) => ({ field: TLS_FIELDS[field], code: 'invalid', message })) : [];
}
