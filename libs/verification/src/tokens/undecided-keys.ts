import { undecided } from '../verdicts.js';
import type { Undecided } from '../verifier.js';
import { AuthorizationServerError } from './fetch-json.js';
import { TooManyKeysError } from './fetched-keys.js';

/** What comes of a request whose key could not be fetched. */
export function undecidedKeys(error: unknown): Undecided {
  const known = error instanceof AuthorizationServerError || error instanceof TooManyKeysError;
  return undecided(known ? error.message : 'The key could not be fetched.');
}
