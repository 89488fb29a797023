import { MAX_CLAUSE_BYTES, type FilteredRoute } from '@posthorn/contracts';
import { readUuid, writeUuid } from './routes-block.js';

/**
 * Layout of `event.filtered`, which is null where no filter stopped anything; for each route that one did: 16 bytes subscription, 2 bytes
 * length of the clause (unsigned, big-endian), the clause in UTF-8. How many they are stands in `event.filtered_count`.
 */
const ENTRY_BYTES = 18;
/** Clauses beyond this are left out: every entry is kept, whatever many filters stopped the event. */
const MAX_CLAUSES_BYTES = 65_536;

const NOTHING = Buffer.alloc(0);

/** Empty if nothing was stopped. */
export function encodeFiltered(filtered: readonly FilteredRoute[]): Buffer {
  if (filtered.length === 0) return NOTHING;
  const parts: Buffer[] = [];
  let left = MAX_CLAUSES_BYTES;
  for (const { subscriptionId, clause } of filtered) {
    const bytes = Buffer.from(clause);
    const kept = bytes.length <= Math.min(left, MAX_CLAUSE_BYTES) ? bytes : NOTHING;
    left -= kept.length;
    const entry = Buffer.alloc(ENTRY_BYTES);
    writeUuid(entry, 0, subscriptionId);
    entry.writeUInt16BE(kept.length, 16);
    parts.push(entry, kept);
  }
  return Buffer.concat(parts);
}

export function decodeFiltered(block: Buffer | null): FilteredRoute[] {
  const filtered: FilteredRoute[] = [];
  for (let at = 0; block && at + ENTRY_BYTES <= block.length;) {
    const length = block.readUInt16BE(at + 16);
    const start = at + ENTRY_BYTES;
    filtered.push({ subscriptionId: readUuid(block, at), clause: block.toString('utf8', start, start + length) });
    at = start + length;
  }
  return filtered;
}
