import type { RefusalFinding, RefusalFindingCode } from '@posthorn/contracts';
import { ALGORITHM_BY_BYTES, findDigests, type DigestToken } from './digest-tokens.js';
import { activeSecrets, trialOf, type UnverifiedRequest } from './unverified-request.js';
import { contentForms, secretForms, TRIAL_HEADER, withTrialHeader, type ContentForm, type SecretForm } from './hmac-forms.js';
import type { Trials } from './trials.js';

/** A way of signing that fits the request. */
interface Match {
  readonly digest: DigestToken;
  readonly algorithm: string;
  readonly content: ContentForm;
  readonly secret: SecretForm;
}

/** Looks for the way in which the digests of the request were made, with the secrets of the source: any header, any content. */
export async function explainHmac(asked: UnverifiedRequest, trials: Trials): Promise<readonly RefusalFinding[]> {
  if (!/^(?:signature|timestamp|id)-/.test(asked.reason)) return [];
  const secrets = secretForms(activeSecrets(asked));
  const contents = contentForms(asked.request);
  for (const digest of findDigests(asked.request.headers)) {
    const algorithm = ALGORITHM_BY_BYTES.get(digest.bytes.length) ?? '';
    const request = withTrialHeader(asked.request, digest);
    for (const content of contents) {
      for (const secret of secrets) {
        const options = {
          ...{ header: TRIAL_HEADER, algorithm, encoding: digest.encoding },
          ...{ signedContent: content.template, secretEncoding: secret.encoding },
        };
        const trial = { ...trialOf(asked), provider: 'hmac', options, secrets: [secret.secret], request };
        if (await trials.passes(trial)) return tell(asked, { digest, algorithm, content, secret });
      }
    }
  }
  return [];
}

function tell({ source, request }: UnverifiedRequest, match: Match): RefusalFinding[] {
  const { provider, options } = source.verification;
  if (provider === 'hmac') return differences(options, match, request.headers[match.digest.at] ?? '');
  const { digest, algorithm, content, secret } = match;
  const prefix = digest.prefix === '' ? '' : ` behind "${digest.prefix}"`;
  const how = `HMAC-${algorithm.toUpperCase()} in ${digest.encoding} in the header ${digest.header}${prefix}, over ${shown(content.shown)}`;
  const message = `The signature is right, but made in another way than the source expects: ${how}, the secret read as ${secret.encoding}.`;
  return [{ code: 'other-scheme', message }];
}

/** In what the source's options differ from what came; with nothing to tell if only the time or the id is at fault. */
function differences(options: Readonly<Record<string, unknown>>, match: Match, value: string): RefusalFinding[] {
  const { digest, algorithm, content, secret } = match;
  const option = (name: string, fallback: string): string => (typeof options[name] === 'string' ? options[name] : fallback);
  const prefix = option('prefix', '');
  const compared: readonly [RefusalFindingCode, string, came: string, expected: string][] = [
    ['signature-header', 'the header', digest.header, option('header', '').toLowerCase()],
    ['signature-algorithm', 'the algorithm', algorithm, option('algorithm', 'sha256')],
    ['signature-encoding', 'the encoding', digest.encoding, option('encoding', 'hex')],
    ['signature-prefix', 'the prefix', value === prefix + digest.text ? prefix : digest.prefix, prefix],
    ['signed-content', 'the signed content', content.shown, option('signedContent', '{body}')],
    ['secret-encoding', 'the encoding of the secret', secret.encoding, option('secretEncoding', 'utf8')],
  ];
  return compared.flatMap(([code, what, came, expected]) =>
    came === expected
      ? []
      : [{ code, message: `The signature is right, but ${what} is ${shown(came)} where ${shown(expected)} is expected.` }],
  );
}

const shown = (text: string): string => (text === '' ? 'none' : JSON.stringify(text));
