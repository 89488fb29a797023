import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const GENERATED_BYTES = 32;
/** Section "Signature scheme" of the specification: 24 to 64 bytes. */
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;
const MAX_CACHED_KEYS = 2_000;

export interface StandardWebhooksMessage {
  /** `webhook-id`; must hold no full stop. */
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: Buffer;
  readonly keys: readonly KeyObject[];
}

/**
 * The value of `webhook-signature`: a `v1` for each key, newest first, so that a receiver may have either while it moves.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signStandardWebhooks({ id, timestampSeconds, body, keys }: StandardWebhooksMessage): string {
  const prefix = `${id}.${timestampSeconds}.`;
  return keys.map((key) => `v1,${createHmac('sha256', key).update(prefix).update(body).digest('base64')}`).join(' ');
}

/** A new `whsec_…` of 32 random bytes. */
export function generateSigningSecret(): string {
  return PREFIX + randomBytes(GENERATED_BYTES).toString('base64');
}

const keyCache = new Map<string, KeyObject>();

/** The key of a `whsec_…`, made once for each secret; `null` if the text is none. */
export function parseSigningSecret(secret: string): KeyObject | null {
  const known = keyCache.get(secret);
  if (known) return known;
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES) return null;
  const key = createSecretKey(bytes);
  if (keyCache.size >= MAX_CACHED_KEYS) keyCache.clear();
  keyCache.set(secret, key);
  return key;
}
