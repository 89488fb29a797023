import type { BinaryEncoding } from '../strict-encoding.js';
import type { TimestampRecipe } from './signing-time.js';

export const HMAC_ALGORITHMS = ['sha1', 'sha256', 'sha512', 'md5'] as const;
export type HmacAlgorithm = (typeof HMAC_ALGORITHMS)[number];

/** Signed with a private key that only the provider has; the source's secret is the public one. */
export const KEY_PAIR_ALGORITHMS = ['ed25519', 'ecdsa-sha256'] as const;
export type KeyPairAlgorithm = (typeof KEY_PAIR_ALGORITHMS)[number];

export type SignatureAlgorithm = HmacAlgorithm | KeyPairAlgorithm;

export const SECRET_ENCODINGS = ['utf8', 'hex', 'base64'] as const;
export type SecretEncoding = (typeof SECRET_ENCODINGS)[number];

export const SEPARATORS = [',', ';', ' '] as const;
export type Separator = (typeof SEPARATORS)[number];

/** All there is to say about a provider that signs what it sends: data, so that a provider is a table row and not a program. */
export interface SignatureRecipe {
  readonly algorithm: SignatureAlgorithm;
  readonly encoding: BinaryEncoding;
  /** Lower case. A signature in any of them will do; a name that ends in `*` stands for every number in its place. */
  readonly headers: readonly string[];
  /** Stands before the signature, for example `sha256=`; empty for none. */
  readonly prefix: string;
  /** The prefix may be left out. */
  readonly prefixOptional?: boolean;
  /** Divides several signatures, or the fields, in one header; one signature a header without it. */
  readonly separator?: Separator;
  /** The header is a list such as `t=1,v1=ab`, and each value of this name is a signature. */
  readonly field?: string;
  /** A template of `{body} {timestamp} {id} {url} {method} {header:name} {form:name}`. */
  readonly signedContent: string;
  readonly timestamp?: TimestampRecipe;
  /** The header that holds the event's external id, lower case. */
  readonly idHeader?: string;
  /** Of an HMAC's secret; public keys say for themselves what they are. */
  readonly secretEncoding: SecretEncoding;
  /** Taken off the secret before it is decoded. */
  readonly secretPrefix?: string;
  /** What every body begins with, where the same key signs other things for whoever asks. */
  readonly bodyStart?: string;
  /** What the sender signs in place of the URL that the relay sees. */
  readonly url?: string;
}

export function isKeyPair(algorithm: SignatureAlgorithm): algorithm is KeyPairAlgorithm {
  return algorithm === 'ed25519' || algorithm === 'ecdsa-sha256';
}
