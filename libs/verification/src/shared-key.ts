import { createSecretKey, type KeyObject } from 'node:crypto';
import { decodeStrict } from './strict-encoding.js';

/** A secret that is the key as it stands. */
export function importTextKey(value: string): KeyObject {
  return createSecretKey(Buffer.from(value));
}

export function importHexKey(value: string): KeyObject | string {
  const bytes = decodeStrict(value, 'hex');
  return bytes ? createSecretKey(bytes) : 'The secret is not hexadecimal.';
}
