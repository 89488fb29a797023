import type { SourceSecret } from '@posthorn/contracts';
import type { SchemeFault } from './verifier.js';
import { secretFault } from './verdicts.js';

/** What was made of a secret when its source was configured: an imported key, a digest. */
export interface Keyed<Key> {
  readonly secretId: string;
  readonly expiresAtMs: number | null;
  readonly key: Key;
}

/** A rotated secret ends by the clock of the request, not at the next change of the configuration. */
export function isActive(secret: { readonly expiresAtMs: number | null }, nowMs: number): boolean {
  return secret.expiresAtMs === null || secret.expiresAtMs > nowMs;
}

/** The secret that the relay itself signs with: the first that counts, which is the newest. */
export function newestSecret(secrets: readonly SourceSecret[], nowMs: number): string | null {
  return secrets.find((secret) => isActive(secret, nowMs))?.value ?? null;
}

/** `captured`: a handshake brings it, so that a source begins without one, and verifies nothing until then. */
export type SecretNeed = 'required' | 'captured';

/** Imports each secret; `importKey` returns the key or a sentence about the fault that must not quote the secret. */
export function importSecrets<Key extends object>(
  secrets: readonly SourceSecret[],
  faults: SchemeFault[],
  importKey: (value: string) => Key | string,
  need: SecretNeed = 'required',
): Keyed<Key>[] {
  if (secrets.length === 0 && need === 'required')
    faults.push({ field: 'secrets', code: 'required', message: 'This scheme needs at least one secret.' });
  return secrets.flatMap((secret, index) => {
    const key = whitespaceFault(secret.value) ?? importKey(secret.value);
    if (typeof key !== 'string') return [{ secretId: secret.id, expiresAtMs: secret.expiresAtMs, key }];
    faults.push(secretFault(index, key));
    return [];
  });
}

// A line break that came along with a pasted secret makes every signature wrong, and nobody sees it.
function whitespaceFault(value: string): string | null {
  if (value.trim() === '') return 'The secret is empty.';
  return value === value.trim() ? null : 'The secret begins or ends with white space.';
}
