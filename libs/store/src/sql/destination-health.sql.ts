import { CHANNEL } from '../notifications.js';

/**
 * Tells the others how destinations fare. Not hot: only what has changed, a few times a minute for a destination that fails.
 * A row that another process has written meanwhile stays as it is: whoever lost reads it first.
 * Per destination $1 id, $2 breaker, $3 since (ms), $4 next probe (ms), $5 pauses, $6 failing since (ms), $7 failures, $8 concurrency,
 * $9 the version that this is made from, 0 = none. Answers what was written.
 */
export const WRITE_HEALTH = {
  name: 'write-health',
  text: `
with written as (
  insert into destination_health as old
    (destination_id, breaker, since, next_probe_at, pauses, failing_since, failures, concurrency, version, changed_at)
  select d, b, to_timestamp(s / 1000.0), to_timestamp(np / 1000.0), p, to_timestamp(fs / 1000.0), f, c, v + 1, clock_timestamp()
  from unnest($1::uuid[], $2::text[], $3::float8[], $4::float8[], $5::int[], $6::float8[], $7::int[], $8::int[], $9::int[])
    as r(d, b, s, np, p, fs, f, c, v)
  where exists (select from destination where destination.id = d and deleted_at is null)
  order by d
  on conflict (destination_id) do update set breaker = excluded.breaker, since = excluded.since, next_probe_at = excluded.next_probe_at,
    pauses = excluded.pauses, failing_since = excluded.failing_since, failures = excluded.failures, concurrency = excluded.concurrency,
    version = excluded.version, changed_at = excluded.changed_at
  where old.version = excluded.version - 1
  returning destination_id, version
)
select destination_id, version, pg_notify('${CHANNEL.health}', '') from written`,
} as const;

/** What changed since $1 (ms; null = everything), and a little before: a statement may commit later than it reads the clock. */
export const READ_HEALTH = {
  name: 'read-health',
  text: `
select destination_id, breaker, version, pauses, failures, concurrency,
  extract(epoch from since) * 1000 as since_ms, extract(epoch from next_probe_at) * 1000 as next_probe_at_ms,
  extract(epoch from failing_since) * 1000 as failing_since_ms, extract(epoch from changed_at) * 1000 as changed_at_ms
from destination_health where $1::float8 is null or changed_at > to_timestamp($1 / 1000.0) - interval '5 seconds'`,
} as const;

/** An operator, or what mended it, begins anew. $1 destination. */
export const RESET_HEALTH = `
with reset as (
  update destination_health set breaker = 'closed', since = clock_timestamp(), next_probe_at = null, pauses = 0, failing_since = null,
    failures = 0, concurrency = null, version = version + 1, changed_at = clock_timestamp()
  where destination_id = $1 returning destination_id
)
select pg_notify('${CHANNEL.health}', '') from reset`;
