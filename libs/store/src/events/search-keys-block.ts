import type { SearchKeyValue } from '@posthorn/contracts';

const NOTHING = Buffer.alloc(0);

/** A JSON object of texts: `search-keys.sql.ts` takes it apart in Postgres. */
export function encodeSearchKeys(values: readonly SearchKeyValue[]): Buffer {
  return values.length === 0 ? NOTHING : Buffer.from(JSON.stringify(Object.fromEntries(values)));
}

export function decodeSearchKeys(block: Buffer | null): Readonly<Record<string, string>> {
  // Written by `encodeSearchKeys` and by nobody else.
  return block ? (JSON.parse(block.toString('utf8')) as Record<string, string>) : {};
}
