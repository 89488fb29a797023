/** Text encodings of a digest or a key. */
export const BINARY_ENCODINGS = ['hex', 'base64', 'base64url'] as const;
export type BinaryEncoding = (typeof BINARY_ENCODINGS)[number];

const HEX = /^(?:[0-9a-fA-F]{2})+$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/;

/**
 * Decodes without Node's leniency, which skips characters that do not belong and stops at the first bad one, so that many texts would
 * stand for one signature. Base64 may leave its padding out, as several providers do; where there is padding it has to be right, and
 * the bits that no byte uses have to be zero.
 */
export function decodeStrict(text: string, encoding: BinaryEncoding): Buffer | null {
  if (encoding === 'hex') return HEX.test(text) ? Buffer.from(text, 'hex') : null;
  if (!(encoding === 'base64' ? BASE64 : BASE64URL).test(text)) return null;
  if (text.endsWith('=') && text.length % 4 !== 0) return null;
  const bytes = Buffer.from(text, encoding);
  return bytes.length > 0 && bytes.toString(encoding).replaceAll('=', '') === text.replaceAll('=', '') ? bytes : null;
}
