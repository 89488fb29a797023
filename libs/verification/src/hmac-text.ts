import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { HmacAlgorithm } from './signature/recipe.js';
import { decodeStrict, type BinaryEncoding } from './strict-encoding.js';

type Key = string | Buffer | KeyObject;
type Content = string | Buffer | readonly (string | Buffer)[];

/** The HMAC of something, as text. */
export function hmacText(algorithm: HmacAlgorithm, key: Key, content: Content, encoding: BinaryEncoding): string {
  return hmacBytes(algorithm, key, content).toString(encoding);
}

/** Whether a text is the HMAC of something; decoded and in constant time. */
export function isHmacText(text: string, algorithm: HmacAlgorithm, key: Key, content: Content, encoding: BinaryEncoding): boolean {
  const given = decodeStrict(text, encoding);
  const expected = hmacBytes(algorithm, key, content);
  return given !== null && given.length === expected.length && timingSafeEqual(given, expected);
}

function hmacBytes(algorithm: HmacAlgorithm, key: Key, content: Content): Buffer {
  const hmac = createHmac(algorithm, key);
  if (typeof content === 'string' || Buffer.isBuffer(content)) return hmac.update(content).digest();
  for (const piece of content) hmac.update(piece);
  return hmac.digest();
}
