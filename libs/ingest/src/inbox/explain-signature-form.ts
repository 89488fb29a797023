import type { RawHeaders, RefusalFinding } from '@posthorn/contracts';
import { DIGEST_ENCODINGS, findDigests, type DigestToken } from './digest-tokens.js';
import { trialOf, type UnverifiedRequest } from './unverified-request.js';
import type { Trials } from './trials.js';

const PREFIXES = ['', 'sha256=', 'sha1=', 'sha512=', 'v1=', 'v0=', 'v1,', 'hmac-sha256=', 'HMAC-SHA256=', 'hmac '];

/**
 * Writes the digest that came in other encodings and behind other prefixes, where it stands, and asks the source's own verifier: so it
 * works for every scheme, known here or not.
 */
export async function explainSignatureForm(asked: UnverifiedRequest, trials: Trials): Promise<readonly RefusalFinding[]> {
  if (!asked.reason.startsWith('signature-')) return [];
  for (const digest of findDigests(asked.request.headers)) {
    const value = asked.request.headers[digest.at] ?? '';
    const passes = async (changed: string): Promise<boolean> => {
      const request = { ...asked.request, headers: replaced(asked.request.headers, digest.at, changed) };
      return (await trials.passes({ ...trialOf(asked), request })) !== null;
    };
    for (const encoding of DIGEST_ENCODINGS) {
      const text = digest.bytes.toString(encoding);
      if (encoding !== digest.encoding && (await passes(value.replace(digest.text, text)))) return [otherEncoding(digest, encoding)];
      for (const prefix of PREFIXES) {
        if (!(await passes(prefix + text))) continue;
        return [...(encoding === digest.encoding ? [] : [otherEncoding(digest, encoding)]), otherPrefix(digest, prefix)];
      }
    }
  }
  return [];
}

function otherEncoding({ header, encoding }: DigestToken, expected: string): RefusalFinding {
  return {
    code: 'signature-encoding',
    message: `The signature in the header ${header} is right, but it came in ${encoding} where ${expected} is expected.`,
  };
}

function otherPrefix({ header, prefix }: DigestToken, expected: string): RefusalFinding {
  const quoted = (text: string): string => (text === '' ? 'no prefix' : `the prefix "${text}"`);
  return {
    code: 'signature-prefix',
    message: `The signature in the header ${header} is right, but it came with ${quoted(prefix)} where ${quoted(expected)} is expected.`,
  };
}

function replaced(headers: RawHeaders, at: number, value: string): RawHeaders {
  return headers.map((part, index) => (index === at ? value : part));
}
