import { CREDENTIAL_HEADERS, type RawHeaders } from '@posthorn/contracts';

export type DigestEncoding = 'hex' | 'base64' | 'base64url';
export const DIGEST_ENCODINGS: readonly DigestEncoding[] = ['hex', 'base64', 'base64url'];

/** Lengths of the digests that sign webhooks, and their algorithms. */
export const ALGORITHM_BY_BYTES: ReadonlyMap<number, string> = new Map([
  [16, 'md5'],
  [20, 'sha1'],
  [32, 'sha256'],
  [64, 'sha512'],
]);

/** Something in a header that looks like a digest. */
export interface DigestToken {
  /** Of the header's value in the raw list. */
  readonly at: number;
  /** Lower case. */
  readonly header: string;
  readonly text: string;
  readonly bytes: Buffer;
  readonly encoding: DigestEncoding;
  /** What stands right before it, up to a comma, semicolon or space: `sha256=`, `v1=`. Empty where it could be a credential. */
  readonly prefix: string;
}

const MAX_TOKENS = 8;
const MAX_VALUE_LENGTH = 4_096;
/** The longest run of letters of an encoding; what is between runs belongs to the prefix. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{21,128}={0,2}(?![A-Za-z0-9+/_=-])/g;

export function findDigests(headers: RawHeaders): DigestToken[] {
  const found: DigestToken[] = [];
  for (let at = 1; at < headers.length && found.length < MAX_TOKENS; at += 2) {
    const value = headers[at] ?? '';
    if (value.length > MAX_VALUE_LENGTH) continue;
    for (const match of value.matchAll(RUN)) {
      const [text] = match;
      const decoded = decode(text);
      if (!decoded || found.length === MAX_TOKENS) continue;
      const header = (headers[at - 1] ?? '').toLowerCase();
      const prefix = CREDENTIAL_HEADERS.has(header) ? '' : (/[^\s,;]*$/.exec(value.slice(0, match.index))?.[0] ?? '');
      found.push({ at, header, text, ...decoded, prefix });
    }
  }
  return found;
}

function decode(text: string): Pick<DigestToken, 'bytes' | 'encoding'> | null {
  for (const encoding of DIGEST_ENCODINGS) {
    if (encoding === 'hex' && !/^(?:[0-9a-f]{2})+$/i.test(text)) continue;
    const bytes = Buffer.from(text, encoding);
    const isWhole = encoding === 'hex' || bytes.toString(encoding).replaceAll('=', '') === text.replaceAll('=', '');
    if (isWhole && ALGORITHM_BY_BYTES.has(bytes.length)) return { bytes, encoding };
  }
  return null;
}
