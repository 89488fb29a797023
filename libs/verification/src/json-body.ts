/** A JSON body, or `undefined` if it is none. Never throws. */
export function parseJson(body: Buffer | string): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Own properties only: what a sender wrote, never what JavaScript adds. */
export function valueAt(root: unknown, keys: readonly string[]): unknown {
  let value = root;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The text, number or boolean at a place, as text; `null` for everything else. */
export function textAt(root: unknown, keys: readonly string[]): string | null {
  const value = valueAt(root, keys);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
