import type { SourceSecret } from '@posthorn/contracts';
import type { InboundRequest } from '@posthorn/verification';
import type { DigestToken } from './digest-tokens.js';
import { timesIn } from './times-in.js';

/** What may have been signed: as it is shown, and as a template of the scheme `hmac` for this very request. */
export interface ContentForm {
  readonly shown: string;
  readonly template: string;
}

/** How a secret may be read. */
export interface SecretForm {
  readonly encoding: 'utf8' | 'base64' | 'hex';
  readonly secret: SourceSecret;
}

const PLAIN = ['{body}', '{url}{body}', '{method}{url}{body}', '{body}{url}'];
const WITH_TIME = ['{t}.{body}', '{t}{body}', '{t}:{body}', 'v0:{t}:{body}', '{t}\n{body}', '{body}{t}', '{body}.{t}'];
const WITH_ID = ['{i}.{body}', '{i}{body}'];
const WITH_BOTH = ['{i}.{t}.{body}', '{t}.{i}.{body}', '{i}{t}{body}', '{i}:{t}:{body}'];
const MAX_TIMES = 3;
const MAX_IDS = 3;
const MAX_ID_LENGTH = 128;
const MAX_SECRETS = 5;

/** The contents that providers are known to sign, with the times and ids that this request shows. */
export function contentForms(request: InboundRequest): ContentForm[] {
  const times = timesIn(request.headers).slice(0, MAX_TIMES);
  const ids = idsIn(request);
  const fill = (shapes: readonly string[], time = '', id = ''): ContentForm[] =>
    shapes.map((shape) => ({
      shown: shape.replace('{t}', '{timestamp}').replace('{i}', '{id}'),
      template: shape.replace('{t}', () => time).replace('{i}', () => id),
    }));
  return [
    ...fill(PLAIN),
    ...times.flatMap(({ text }) => fill(WITH_TIME, text)),
    ...ids.flatMap((id) => fill(WITH_ID, '', id)),
    ...ids.flatMap((id) => times.flatMap(({ text }) => fill(WITH_BOTH, text, id))),
  ];
}

/** A brace would be taken for a placeholder. */
function idsIn({ headers }: InboundRequest): string[] {
  const ids = new Set<string>();
  for (let at = 1; at < headers.length; at += 2) {
    const value = headers[at] ?? '';
    const isId = /(?:^|[-_])(?:id|guid|uuid|delivery|nonce)$/i.test(headers[at - 1] ?? '');
    if (isId && value !== '' && value.length <= MAX_ID_LENGTH && !/[{}]/.test(value)) ids.add(value);
  }
  return [...ids].slice(0, MAX_IDS);
}

/** Each secret as text, and as the bytes that it may spell. */
export function secretForms(secrets: readonly SourceSecret[]): SecretForm[] {
  return secrets.slice(0, MAX_SECRETS).flatMap((secret): SecretForm[] => {
    const bare = secret.value.replace(/^wh(?:sec|pk)_/, '');
    const values = [...new Set([secret.value, bare])];
    return [
      ...values.map((value): SecretForm => ({ encoding: 'utf8', secret: { ...secret, value } })),
      ...(/^(?:[0-9a-f]{2}){8,}$/i.test(bare) ? [{ encoding: 'hex' as const, secret: { ...secret, value: bare } }] : []),
      ...(/^[A-Za-z0-9+/]{16,}={0,2}$/.test(bare) ? [{ encoding: 'base64' as const, secret: { ...secret, value: bare } }] : []),
    ];
  });
}

/** The header that a trial looks into, whichever it came in. */
export const TRIAL_HEADER = 'x-posthorn-trial';

export function withTrialHeader(request: InboundRequest, digest: DigestToken): InboundRequest {
  return { ...request, headers: [...request.headers, TRIAL_HEADER, digest.text] };
}
