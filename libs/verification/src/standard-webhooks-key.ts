import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { decodeStrict } from './strict-encoding.js';

/** The specification asks for 24 to 64 bytes; somewhat less or more is somebody's old secret, far less or more a paste gone wrong. */
const MIN_SECRET_BYTES = 16;
const MAX_SECRET_BYTES = 256;
const ED25519_KEY_BYTES = 32;

/** Imports `whsec_…` (HMAC) or `whpk_…` (Ed25519 public key), or says what is wrong without quoting it. */
export function importStandardKey(value: string): KeyObject | string {
  if (value.startsWith('whsk_')) return 'This is a private key; the relay needs the public key, which begins with whpk_.';
  const publicKey = value.startsWith('whpk_');
  if (!publicKey && !value.startsWith('whsec_')) return 'The secret must begin with whsec_ (HMAC) or whpk_ (Ed25519 public key).';
  const bytes = decodeStrict(value.slice(value.indexOf('_') + 1), 'base64');
  if (!bytes) return 'What follows the prefix is not base64.';
  if (publicKey) return importEd25519(bytes);
  if (bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES)
    return `The secret is ${bytes.length} bytes long; 24 to 64 are usual.`;
  return createSecretKey(bytes);
}

function importEd25519(bytes: Buffer): KeyObject | string {
  if (bytes.length !== ED25519_KEY_BYTES) return `An Ed25519 public key has ${ED25519_KEY_BYTES} bytes, this one ${bytes.length}.`;
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') } });
}
