import { STATISTICS_COLUMNS, type StatisticsColumn } from '../statistics/statistics-columns.js';

const each = (write: (column: StatisticsColumn, index: number) => string): string => STATISTICS_COLUMNS.map(write).join(', ');
const COLUMNS = each((column) => column);
/** Before the counts: epoch, batch, projects, lengths, first moments. */
const FIRST_COUNT = 6;
const LATENCY = FIRST_COUNT + STATISTICS_COLUMNS.length;
const F = LATENCY + 1;

/**
 * Adds what a process has counted in memory. Batches follow one another under growing ids and the process's row keeps the last one, so
 * that a repeat adds nothing, however late it comes. Straight into the rollup: a process adds to a row once in some seconds, so there is no
 * hot row that deltas would have to spare. Rows in the order of their keys, so that processes cannot wait for each other in a circle.
 * $1 epoch under which the batch was begun, $2 batch; per bucket $3 project, $4 minutes, $5 first moment (seconds since 1970), then each
 * column, latencies as text; per destination and bucket the same three, destination, failed, retried, last reason.
 */
export const ADD_STATISTICS = {
  name: 'add-statistics',
  text: `
with first as (
  update process set statistics_batch = $2 where epoch = $1 and (statistics_batch is null or statistics_batch < $2) returning epoch
), added as (
  insert into statistics_bucket as t (project_id, step, at, ${COLUMNS}, latency)
  select p, s, to_timestamp(a), ${COLUMNS}, l::int[]
  from first, unnest($3::uuid[], $4::smallint[], $5::bigint[], ${each((_, n) => `$${FIRST_COUNT + n}::int[]`)}, $${LATENCY}::text[])
    as b(p, s, a, ${COLUMNS}, l)
  order by p, s, a
  on conflict (project_id, step, at) do update set ${each((column) => `${column} = t.${column} + excluded.${column}`)},
    latency = array(
      select coalesce(x, 0) + coalesce(y, 0) from unnest(t.latency, excluded.latency) with ordinality as u(x, y, n) order by n)
)
insert into failing_destination as t (project_id, step, at, destination_id, failed, retried, last_reason)
select p, s, to_timestamp(a), d, f, r, reason
from first, unnest($${F}::uuid[], $${F + 1}::smallint[], $${F + 2}::bigint[], $${F + 3}::uuid[], $${F + 4}::int[], $${F + 5}::int[], $${F + 6}::text[])
  as b(p, s, a, d, f, r, reason)
order by p, s, a, d
on conflict (project_id, step, at, destination_id) do update set
  failed = t.failed + excluded.failed, retried = t.retried + excluded.retried, last_reason = coalesce(excluded.last_reason, t.last_reason)`,
} as const;

/**
 * A project's buckets of one length that anything happened in, oldest first. Latencies as text: the driver reads an array sign by sign,
 * which for a thousand buckets took longer than everything else. $1 project, $2 minutes, $3 from, $4 to.
 */
export const STATISTICS = `
select extract(epoch from at)::bigint as at_seconds, ${COLUMNS}, array_to_string(latency, ',') as latency
from statistics_bucket where project_id = $1 and step = $2 and at >= $3 and at < $4 order by at`;

/**
 * Where most failed, then where most had to be tried again. The segments do not overlap, so the latest bucket of a destination is the one
 * with the latest beginning. `offset 0` keeps the planner from reading the whole table for a join. $1 project; per segment $2 minutes, $3 from, $4 to; $5 rows.
 */
export const TOP_FAILING = `
select f.destination_id, sum(f.failed) as failed, sum(f.retried) as retried,
  (array_agg(f.last_reason order by f.at desc) filter (where f.last_reason is not null))[1] as last_reason
from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s(step, since, until)
cross join lateral (
  select destination_id, failed, retried, last_reason, at from failing_destination
  where project_id = $1 and step = s.step and at >= s.since and at < s.until offset 0
) f
group by f.destination_id
order by sum(f.failed) desc, sum(f.retried) desc, f.destination_id limit $5`;

/**
 * What waits in the queue for a project's destinations, and behind others of an ordering key (`claimed_by` 0), each looked at as far as
 * the limit: what it costs does not grow with the queue, and needs no index of its own there. $1 project, $2 rows.
 */
export const BACKLOG = `
with waits as (
  select q.delivery_id, q.due_at from destination d
  cross join lateral (
    select delivery_id, due_at from queue where destination_id = d.id and claimed_by is null order by destination_id limit $2
  ) q
  where d.project_id = $1 limit $2
), parked as (
  select project_id, delivery_id, due_at from queue where claimed_by = 0 order by claimed_by limit $2
), found as (
  select delivery_id, due_at from waits
  union all
  select delivery_id, due_at from parked where project_id = $1
)
select count(*)::int as waiting, (count(*) filter (where due_at <= now()))::int as due,
  (select delivery_id from found order by delivery_id limit 1) as oldest,
  (select count(*)::int from parked) as parked
from found`;

/** Removes a page of a project's buckets past their time; of two clocks the earlier counts. $1 project, $2 minutes, $3 now, $4 days, $5 rows. */
export const sweepStatistics = (table: 'statistics_bucket' | 'failing_destination'): string => `
delete from ${table} where ctid = any(array(
  select ctid from ${table}
  where project_id = $1 and step = $2 and at < least($3::timestamptz, now()) - make_interval(days => $4::int, hours => 1) order by at limit $5))`;
