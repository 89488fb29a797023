import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { decodeStrict } from '../strict-encoding.js';
import { isKeyPair, type KeyPairAlgorithm, type SignatureRecipe } from './recipe.js';

const ED25519_KEY_BYTES = 32;

/** Imports a source's secret for a recipe, or says in a sentence what is wrong with it, without quoting it. */
export function importSigningKey(value: string, recipe: SignatureRecipe): KeyObject | string {
  const { algorithm, secretEncoding, secretPrefix } = recipe;
  if (isKeyPair(algorithm)) return importPublicKey(value, algorithm);
  if (secretPrefix !== undefined && !value.startsWith(secretPrefix)) return `The secret must begin with ${secretPrefix}.`;
  const text = secretPrefix === undefined ? value : value.slice(secretPrefix.length);
  const bytes = secretEncoding === 'utf8' ? Buffer.from(text) : decodeStrict(text, secretEncoding);
  if (!bytes) return `The secret is not ${secretEncoding}.`;
  return bytes.length === 0 ? 'The secret is empty.' : createSecretKey(bytes);
}

/** A public key as consoles show it: PEM, or hex or base64 of the key's own bytes or of its SPKI structure. */
export function importPublicKey(value: string, algorithm: KeyPairAlgorithm | 'rsa'): KeyObject | string {
  if (value.includes('PRIVATE KEY')) return 'This is a private key; give the public one and keep this one secret.';
  const key = readPublicKey(value, algorithm);
  const wanted = { ed25519: 'ed25519', 'ecdsa-sha256': 'ec', rsa: 'rsa' }[algorithm];
  if (!key) return `This is no public key (${wanted}) as PEM, hex or base64.`;
  return key.asymmetricKeyType === wanted ? key : `The key is ${key.asymmetricKeyType ?? 'unknown'}, and ${wanted} is needed.`;
}

function readPublicKey(value: string, algorithm: KeyPairAlgorithm | 'rsa'): KeyObject | null {
  if (value.startsWith('-----BEGIN ')) return tryKey(() => createPublicKey(value));
  const bytes = decodeStrict(value, 'hex') ?? decodeStrict(value.replace(/\s+/g, ''), 'base64');
  if (!bytes) return null;
  if (algorithm === 'ed25519' && bytes.length === ED25519_KEY_BYTES)
    return tryKey(() => createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') } }));
  return tryKey(() => createPublicKey({ key: bytes, format: 'der', type: 'spki' }));
}

function tryKey(make: () => KeyObject): KeyObject | null {
  try {
    return make();
  } catch {
    // The message of OpenSSL says less than ours and may hold a part of the input.
    return null;
  }
}
