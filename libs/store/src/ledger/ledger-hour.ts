import type { Uuid } from '@posthorn/contracts';
import { firstIdAt, timeOfId } from '../events/event-id.js';

export const HOUR_MS = 3_600_000;

/** The smallest id of the hour that a moment lies in: the key of its counters, and a bound of their partition. */
export function hourAt(ms: number): Uuid {
  return firstIdAt(Math.floor(ms / HOUR_MS) * HOUR_MS);
}

/**
 * The hours that some ids lie in, ascending: `width_bucket(id, hours)` finds an id's own. Nearly always one, or two around the full hour,
 * so a comparison of text settles most ids.
 */
export function hoursOf(ids: readonly Uuid[]): Uuid[] {
  const hours = new Set<Uuid>();
  let from = '';
  let to = '';
  for (const id of ids) {
    if (id >= from && id < to) continue;
    const ms = timeOfId(id);
    from = hourAt(ms);
    to = hourAt(ms + HOUR_MS);
    hours.add(from);
  }
  return [...hours].sort();
}

/** The hour of an id in SQL, for statements that are rare: three times the cost of a `width_bucket`. `id` is an expression. */
export function hourSql(id: string): string {
  const ms = `('x' || left(${id}::text, 8) || substr(${id}::text, 10, 4))::bit(48)::bigint`;
  const hex = `lpad(to_hex(${ms} / ${HOUR_MS} * ${HOUR_MS}), 12, '0')`;
  return `(left(${hex}, 8) || '-' || right(${hex}, 4) || '-7000-8000-000000000000')::uuid`;
}
