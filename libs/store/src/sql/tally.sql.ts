/**
 * Adds what a process has counted in memory: requests that left no row. Its batches follow one another under growing ids, and the
 * process's row keeps the last one, so that a repeat adds nothing, however late it comes and whether or not the first was folded meanwhile.
 * Not fenced: what was counted happened. Each request is counted together with its class, so that they are lost together or not at all.
 * $1 epoch under which the batch was begun, $2 batch; per source and hour $3 source, $4 hour, $5 duplicates, $6 refused and not kept,
 * $7 handshakes.
 */
export const TALLY = {
  name: 'tally',
  text: `
with first as (
  update process set tallied = $2 where epoch = $1 and (tallied is null or tallied < $2) returning epoch
)
insert into ledger_delta (batch, source_id, hour, requests, duplicates, refused, refused_not_kept, handshakes)
select $2, s, h, d + n + g, d, n, n, g
from first, unnest($3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::int[]) as t(s, h, d, n, g)`,
} as const;
