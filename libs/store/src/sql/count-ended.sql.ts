import { hourSql } from '../ledger/ledger-hour.js';

/**
 * Counts for the ledger what a rare statement has ended, from its CTE of `event_id, status`: rows that it moved, so a repeat counts
 * nothing. The source is the event's, looked up by key; `outcomes.sql.ts`, which is not rare, is told it.
 */
export function countEnded(ended: string): string {
  return counted(ended, 1);
}

/** The same for ends that are taken back: `status` is the one before. */
export function countRevived(revived: string): string {
  return counted(revived, -1);
}

function counted(moved: string, sign: 1 | -1): string {
  const sum = (status: number): string => `${sign} * count(*) filter (where moved.status = ${status})`;
  return `
  insert into ledger_delta (batch, source_id, hour, delivered, failed, cancelled)
  select gen_random_uuid(), known.source_id, ${hourSql('moved.event_id')}, ${sum(1)}, ${sum(3)}, ${sum(4)}
  from ${moved} as moved
  cross join lateral (select source_id from event where event.id = moved.event_id limit 1) as known
  group by 2, 3`;
}
