/** AES-256. */
export const KEY_BYTES = 32;
/** The id's length travels in one byte; short ids keep boxes small. */
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;

export interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Reads `id:base64(32 bytes)`, comma-separated. The fault names positions and ids, never a key. */
export function parseEncryptionKeys(text: string): { readonly keys: readonly EncryptionKey[] } | { readonly fault: string } {
  const keys: EncryptionKey[] = [];
  const parts = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const [index, part] of parts.entries()) {
    const where = `key ${index + 1}`;
    const colon = part.indexOf(':');
    if (colon < 0) return { fault: `${where} has no id; write id:base64, for example k1:…` };
    const id = part.slice(0, colon);
    if (!KEY_ID.test(id)) return { fault: `${where} has an id that is not 1 to 64 letters, digits, _ or -; choose another` };
    const key = Buffer.from(part.slice(colon + 1), 'base64');
    if (key.length !== KEY_BYTES || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(part.slice(colon + 1))) {
      return { fault: `${where} ("${id}") is not ${KEY_BYTES} bytes in base64; make one with: openssl rand -base64 ${KEY_BYTES}` };
    }
    if (keys.some((one) => one.id === id)) return { fault: `the id "${id}" stands twice; give each key its own` };
    keys.push({ id, key });
  }
  return keys.length > 0 ? { keys } : { fault: 'holds no key; give id:base64(32 bytes)' };
}
