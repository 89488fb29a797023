import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { KEY_BYTES, type EncryptionKey } from './encryption-keys.js';
import { SecretsBoxError } from './secrets-box.error.js';

const VERSION = 1;
/** NIST SP 800-38D section 8.2: 96 random bits; good for 2^32 boxes a key, far beyond the secrets of any installation. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MARK_BYTES = 8;
const CANARY = 'posthorn';

/**
 * Secrets at rest: AES-256-GCM (G8). A box is `version (1) | length of key id (1) | key id | nonce (12) | tag (16) | ciphertext`;
 * the bytes before the nonce and the context are authenticated with it. The context names the row and column that a box belongs to
 * (`destination:<uuid>`), so that a box copied into another row does not open there.
 */
export class SecretsBox {
  #keys: ReadonlyMap<string, Buffer>;
  #current: EncryptionKey;
  readonly #derived = new Map<string, readonly EncryptionKey[]>();

  /** @param keys the first encrypts until {@link encryptWith} says otherwise, all decrypt */
  constructor(keys: readonly EncryptionKey[]) {
    const [first] = keys;
    if (!first) throw new RangeError('a secrets box needs at least one key');
    this.#current = first;
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  /** The id of the key that encrypts. */
  get currentKeyId(): string {
    return this.#current.id;
  }

  /** In the order that they were given: the first is the one that shall encrypt. */
  get keyIds(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** Takes further keys and their order. None that was known is forgotten, and none changes its bytes. */
  addKeys(keys: readonly EncryptionKey[]): void {
    const given = keys.map(({ id, key }) => [id, this.#keys.get(id) ?? key] as const);
    this.#keys = new Map([...given, ...[...this.#keys].filter(([id]) => !given.some(([one]) => one === id))]);
    this.#derived.clear();
  }

  /** @throws SecretsBoxError `unknown-key` */
  encryptWith(keyId: string): void {
    if (keyId === this.#current.id) return;
    this.#current = { id: keyId, key: this.#keyOf(keyId) };
    this.#derived.clear();
  }

  /**
   * `id:mark` of each key, in their order. The mark tells whether two processes mean the same bytes by one id, and nothing of the bytes
   * (HKDF of 256 random bits).
   */
  get marks(): readonly string[] {
    return this.keyIds.map((id) => `${id}:${this.#mark(id)}`);
  }

  #mark(id: string): string {
    return Buffer.from(hkdfSync('sha256', this.#keyOf(id), '', 'mark', MARK_BYTES)).toString('hex');
  }

  #keyOf(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new SecretsBoxError('unknown-key', `there is no key "${id}"`);
    return key;
  }

  /** The key that a box was made with, known here or not. @throws SecretsBoxError `damaged` */
  keyIdOf(box: Buffer): string {
    return keyIdOf(box);
  }

  encrypt(plaintext: string, context: string): Buffer {
    return seal(this.#current, plaintext, context);
  }

  /** @throws SecretsBoxError `unknown-key`, `damaged` */
  decrypt(box: Buffer, context: string): string {
    const id = keyIdOf(box);
    const key = this.#keys.get(id);
    if (!key) throw new SecretsBoxError('unknown-key', `encrypted with the key "${id}", which POSTHORN_ENCRYPTION_KEYS does not hold`);
    return open({ id, key }, box, context);
  }

  /** A box that tells later whether the key of this id is still the same. The store keeps one per key id. */
  canary(keyId: string): Buffer {
    return seal({ id: keyId, key: this.#keyOf(keyId) }, CANARY, `canary:${keyId}`);
  }

  /** `missing`: this process was not given the key. `wrong`: it was given other bytes under the same id. */
  checkCanary(keyId: string, canary: Buffer): 'ok' | 'missing' | 'wrong' {
    if (!this.#keys.has(keyId)) return 'missing';
    try {
      return this.decrypt(canary, `canary:${keyId}`) === CANARY ? 'ok' : 'wrong';
    } catch {
      return 'wrong';
    }
  }

  /**
   * For one purpose (`access-token`), a key of 32 bytes from each key, the current one first (HKDF-SHA-256, RFC 5869): what was signed
   * before a rotation still verifies.
   */
  deriveKeys(info: string): readonly EncryptionKey[] {
    // Derived once per purpose: a key derivation is too dear for a request (design section 6).
    const known = this.#derived.get(info);
    if (known) return known;
    const currentFirst = new Map([[this.#current.id, this.#current.key], ...this.#keys]);
    const derived = [...currentFirst].map(([id, key]) => ({ id, key: Buffer.from(hkdfSync('sha256', key, '', info, KEY_BYTES)) }));
    this.#derived.set(info, derived);
    return derived;
  }
}

function seal({ id, key }: EncryptionKey, plaintext: string, context: string): Buffer {
  const idBytes = Buffer.from(id, 'latin1');
  const head = Buffer.concat([Buffer.of(VERSION, idBytes.length), idBytes]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([head, Buffer.from(context)]));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), ciphertext]);
}

function open({ id, key }: EncryptionKey, box: Buffer, context: string): string {
  const headBytes = 2 + id.length;
  const nonceEnd = headBytes + NONCE_BYTES;
  const tagEnd = nonceEnd + TAG_BYTES;
  if (box.length < tagEnd) throw new SecretsBoxError('damaged', 'an encrypted secret is cut short');
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(headBytes, nonceEnd), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([box.subarray(0, headBytes), Buffer.from(context)]));
  decipher.setAuthTag(box.subarray(nonceEnd, tagEnd));
  try {
    return Buffer.concat([decipher.update(box.subarray(tagEnd)), decipher.final()]).toString('utf8');
  } catch {
    throw new SecretsBoxError('damaged', 'an encrypted secret was changed or belongs elsewhere');
  }
}

function keyIdOf(box: Buffer): string {
  const length = box[1];
  if (box[0] !== VERSION || length === undefined || box.length < 2 + length) {
    throw new SecretsBoxError('damaged', 'not an encrypted secret of a known version');
  }
  return box.toString('latin1', 2, 2 + length);
}
