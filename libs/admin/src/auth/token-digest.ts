import { createHash } from 'node:crypto';

/** What is kept of a token. No salt and no slow hash: its 256 random bits cannot be guessed. */
export function digestOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
