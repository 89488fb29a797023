import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { CryptoKey } from 'jose';
import { isHmacAlgorithm, type TokenAlgorithm } from './algorithms.js';

/** A secret of a `jwt` source, imported. `find` answers with the key for one algorithm, or nothing if the key is not for it. */
export interface VerificationKey {
  find(algorithm: string): Promise<CryptoKey> | KeyObject | undefined;
}

/** RFC 7518 section 3.3. */
const MIN_RSA_BITS = 2048;
const CURVE_ALGORITHMS: Readonly<Record<string, string>> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' };

/**
 * Imports a secret for the algorithms that the source allows, or says what is wrong without quoting it. What kind of key it is follows
 * from the configuration, never from a token: that is what makes "HS256 with the public key as the secret" impossible.
 */
export function importVerificationKey(value: string, algorithms: readonly TokenAlgorithm[]): VerificationKey | string {
  return algorithms.some(isHmacAlgorithm) ? importSharedSecret(value, algorithms) : importPublicKey(value, algorithms);
}

function importSharedSecret(value: string, algorithms: readonly TokenAlgorithm[]): VerificationKey | string {
  if (value.includes('-----BEGIN') || parseJwk(value)) {
    return 'This is a PEM or JWK key, but the algorithms are HS*, which need a shared secret as text.';
  }
  const bytes = Buffer.from(value);
  const imported = new Map<string, Promise<CryptoKey>>();
  return {
    find(algorithm) {
      if (!algorithms.some((allowed) => allowed === algorithm)) return undefined;
      const known = imported.get(algorithm) ?? importHmac(bytes, algorithm);
      imported.set(algorithm, known);
      return known;
    },
  };
}

function importHmac(bytes: Buffer, algorithm: string): Promise<CryptoKey> {
  const hash = `SHA-${algorithm.slice(2)}`;
  return crypto.subtle.importKey('raw', new Uint8Array(bytes), { name: 'HMAC', hash }, false, ['verify']);
}

function importPublicKey(value: string, algorithms: readonly TokenAlgorithm[]): VerificationKey | string {
  const jwk = parseJwk(value);
  if (value.includes('PRIVATE KEY-----') || (jwk && 'd' in jwk))
    return 'This is a private key; give the public one and keep this one secret.';
  if (jwk?.kty === 'oct') return 'This is a shared secret, but the algorithms need a public key.';
  if (!jwk && !value.startsWith('-----BEGIN ')) return 'The algorithms need a public key as PEM or JWK, and this is neither.';
  const key = createKey(jwk ?? value);
  if (!key) return 'This public key cannot be read.';
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) {
    return `An RSA key must have at least ${MIN_RSA_BITS} bits.`;
  }
  const usable = new Set<string>(algorithms.filter((algorithm) => fits(key, algorithm)));
  if (usable.size === 0) return `This key (${key.asymmetricKeyType ?? 'unknown'}) fits none of the algorithms ${algorithms.join(', ')}.`;
  return { find: (algorithm) => (usable.has(algorithm) ? key : undefined) };
}

function createKey(key: JsonWebKey | string): KeyObject | null {
  try {
    return typeof key === 'string' ? createPublicKey(key) : createPublicKey({ key, format: 'jwk' });
  } catch {
    // The message of OpenSSL says less than ours and may hold a part of the input.
    return null;
  }
}

function fits(key: KeyObject, algorithm: string): boolean {
  if (key.asymmetricKeyType === 'rsa') return algorithm.startsWith('RS') || algorithm.startsWith('PS');
  if (key.asymmetricKeyType === 'ec') return CURVE_ALGORITHMS[key.asymmetricKeyDetails?.namedCurve ?? ''] === algorithm;
  return key.asymmetricKeyType === 'ed25519' && (algorithm === 'EdDSA' || algorithm === 'Ed25519');
}

function parseJwk(value: string): JsonWebKey | null {
  if (!value.startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && 'kty' in parsed ? (parsed as JsonWebKey) : null;
  } catch {
    return null;
  }
}
