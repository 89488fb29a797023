import { createHash } from 'node:crypto';
import { ProblemError } from '@posthorn/platform';

/**
 * A strong validator (RFC 9110 section 8.8.3) of a resource as it is shown: whatever a reader can see changes it. But for `health` and
 * `lastUsedAt`, which are measured and not written: while a destination fails or a key is used, nobody could change it under `If-Match`.
 */
export function etagOf(resource: object): string {
  const { health: _measured, ...written } = resource as { readonly health?: unknown };
  return `"${createHash('sha256').update(JSON.stringify(written, inOrder)).digest('base64url').slice(0, 22)}"`;
}

/** Throws `precondition-failed` unless `If-Match` is absent, `*`, or names the resource's present state (RFC 9110 section 13.1.1). */
export function requireMatch(ifMatch: string | null, resource: object): void {
  if (ifMatch === null || ifMatch.trim() === '*') return;
  const current = etagOf(resource);
  if (!ifMatch.split(',').some((tag) => tag.trim() === current)) throw new ProblemError('precondition-failed');
}

/** Without what is measured. Postgres keeps the fields of a `jsonb` in an order of its own, other than that of the answer that wrote it. */
function inOrder(name: string, value: unknown): unknown {
  if (name === 'lastUsedAt') return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
