import type { BinaryEncoding } from '../strict-encoding.js';
import type { TimestampRecipe } from '../request-time.js';

export const HMAC_ALGORITHMS = ['sha1', 'sha256', 'sha512', 'md5'] as const;
export type HmacAlgorithm = (typeof HMAC_ALGORITHMS)[number];

export const SECRET_ENCODINGS = ['utf8', 'hex', 'base64'] as const;
export type SecretEncoding = (typeof SECRET_ENCODINGS)[number];

/** All there is to say about a provider that signs with an HMAC: data, so that a provider is a table row and not a program. */
export interface HmacRecipe {
  readonly algorithm: HmacAlgorithm;
  readonly encoding: BinaryEncoding;
  /** Lower case. */
  readonly header: string;
  /** Stands before the signature, for example `sha256=`; empty for none. */
  readonly prefix: string;
  /** The prefix may be left out. */
  readonly prefixOptional?: boolean;
  /** Divides several signatures in one header; one signature a header without it. */
  readonly separator?: ',' | ' ';
  /** A template of `{body} {timestamp} {id} {url} {method} {header:name}`. */
  readonly signedContent: string;
  readonly timestamp?: TimestampRecipe;
  /** The header that holds the event's external id, lower case. */
  readonly idHeader?: string;
  readonly secretEncoding: SecretEncoding;
}
