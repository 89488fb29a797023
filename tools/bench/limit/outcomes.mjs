// Recording: a delivery row with its first attempt in it, behind the fence, one statement in flight.
import { GroupCommit } from './group-commit.mjs';

const RECORD = `
with alive as (select epoch from process where epoch = 1 and ended_at is null for key share)
insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, reason, attempts, completed_at,
  attempt_id, started_at, duration_ms, outcome, attempt_reason, exchange)
select e, d, $10, dst, $11, 1, null, 1, now(), a, to_timestamp(sa / 1000.0), dur, 1, null, substring($7::bytea from o for l)
from alive, unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::float8[], $6::int[], $8::int[], $9::int[])
  as t(e, d, dst, a, sa, dur, o, l)
on conflict (event_id, id) do nothing`;

export function outcomeCommits(pool, ids) {
  return new GroupCommit(
    (batch) => {
      const offsets = [];
      let offset = 1;
      for (const { exchange } of batch) {
        offsets.push(offset);
        offset += exchange.length;
      }
      const values = [
        batch.map(({ event }) => event),
        batch.map(({ delivery }) => delivery),
        batch.map(({ destination }) => destination),
        batch.map(({ attempt }) => attempt),
        batch.map(({ startedAtMs }) => startedAtMs),
        batch.map(({ durationMs }) => durationMs),
        Buffer.concat(batch.map(({ exchange }) => exchange)),
        offsets,
        batch.map(({ exchange }) => exchange.length),
        ids.project,
        ids.subscription,
      ];
      return pool.query({ name: 'record', text: RECORD, values });
    },
    { inFlight: 1, max: 1_000 },
  );
}
