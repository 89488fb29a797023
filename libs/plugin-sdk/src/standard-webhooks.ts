import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';

const PREFIX = 'whsec_';
const PRIVATE_PREFIX = 'whsk_';
const PUBLIC_PREFIX = 'whpk_';
const GENERATED_BYTES = 32;
/** Section "Signature scheme" of the specification: 24 to 64 bytes. */
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;
const MAX_CACHED_KEYS = 2_000;
/** RFC 8032 section 5.1.5. */
const SEED_BYTES = 32;
/** RFC 8410 section 7: what stands in front of an Ed25519 seed in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface StandardWebhooksMessage {
  /** `webhook-id`; must hold no full stop. */
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: Buffer;
  readonly keys: readonly KeyObject[];
}

/** `v1`: a shared secret (HMAC-SHA256, `whsec_…`). `v1a`: a key pair (Ed25519, `whsk_…`), of which receivers get the public half. */
export type SignatureVersion = 'v1' | 'v1a';

/**
 * The value of `webhook-signature`: one signature for each key, newest first, so that a receiver may have either while it moves.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signStandardWebhooks({ id, timestampSeconds, body, keys }: StandardWebhooksMessage): string {
  const prefix = `${id}.${timestampSeconds}.`;
  return keys
    .map((key) =>
      key.type === 'private'
        ? `v1a,${sign(null, Buffer.concat([Buffer.from(prefix), body]), key).toString('base64')}`
        : `v1,${createHmac('sha256', key).update(prefix).update(body).digest('base64')}`,
    )
    .join(' ');
}

/** A new `whsec_…` of 32 random bytes, or the `whsk_…` of a new key pair. */
export function generateSigningSecret(version: SignatureVersion = 'v1'): string {
  if (version === 'v1') return PREFIX + randomBytes(GENERATED_BYTES).toString('base64');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-SEED_BYTES);
  return PRIVATE_PREFIX + Buffer.concat([seed, rawPublicKey(publicKey)]).toString('base64');
}

/** The `whpk_…` by which receivers verify what a `whsk_…` signs; `null` if the secret is none. */
export function signingPublicKey(secret: string): string | null {
  const key = parseSigningSecret(secret);
  return key?.type === 'private' ? PUBLIC_PREFIX + rawPublicKey(createPublicKey(key)).toString('base64') : null;
}

const keyCache = new Map<string, KeyObject>();

/**
 * The key of a `whsec_…` or `whsk_…`, made once for each secret; `null` if the text is none. A `whsk_…` is base64 of the seed, with or
 * without the public key after it.
 */
export function parseSigningSecret(secret: string): KeyObject | null {
  const known = keyCache.get(secret);
  if (known) return known;
  const [, prefix = '', encoded = ''] = /^(whsec_|whsk_)([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  if (prefix === '') return null;
  const bytes = Buffer.from(encoded, 'base64');
  const key = prefix === PRIVATE_PREFIX ? privateKey(bytes) : secretKey(bytes);
  if (key === null) return null;
  if (keyCache.size >= MAX_CACHED_KEYS) keyCache.clear();
  keyCache.set(secret, key);
  return key;
}

function secretKey(bytes: Buffer): KeyObject | null {
  return bytes.length < MIN_SECRET_BYTES || bytes.length > MAX_SECRET_BYTES ? null : createSecretKey(bytes);
}

function privateKey(bytes: Buffer): KeyObject | null {
  if (bytes.length !== SEED_BYTES && bytes.length !== 2 * SEED_BYTES) return null;
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, bytes.subarray(0, SEED_BYTES)]), format: 'der', type: 'pkcs8' });
  // A public half of another key would be a mistake that no receiver forgives.
  const half = bytes.subarray(SEED_BYTES);
  return half.length === 0 || half.equals(rawPublicKey(createPublicKey(key))) ? key : null;
}

/** RFC 8410 section 4: the 32 bytes are the end of the SubjectPublicKeyInfo. */
function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-SEED_BYTES);
}
