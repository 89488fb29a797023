import { eachColumn } from '../ledger/ledger-columns.js';
import { waitingDeliveriesSql } from './delivery-state.sql.js';

/**
 * The two sides of the ledger (design section 5), read in one snapshot by `ledger-reader.ts`. $1 from, $2 to: hours; $3 project, or its
 * sources. No query reads an event or a delivery: whatever there is to count stands in an index.
 */

/**
 * Counters and tables must be of one moment: a delta lies in the statement that wrote what it counts, so any snapshot holds both or
 * neither. The rest leaves the other cores to the hot path, and keeps the plans on their indexes, whatever the statistics say.
 * A million events and deliveries take 0.7 s of one core.
 */
export const SNAPSHOT = `begin isolation level repeatable read read only;
set local max_parallel_workers_per_gather = 0; set local enable_seqscan = off; set local enable_bitmapscan = off; set local jit = off; set local work_mem = '32MB'`;

/** Those that were deleted keep their rows, and so their history. $1 project. */
export const SOURCES = 'select id from source where project_id = $1 order by id';

/** The counters of each source. */
export const COUNTERS = `
select source_id, ${eachColumn((column) => `sum(${column}) as ${column}`)}
from (
  select source_id, ${eachColumn((column) => column)} from ledger_total where hour >= $1 and hour < $2
  union all
  select source_id, ${eachColumn((column) => column)} from ledger_delta where hour >= $1 and hour < $2
) as c
where source_id = any($3::uuid[]) group by source_id`;

/** Events, their routes, and routes that filters stopped: an index-only scan of `event_source`. */
export const EVENT_COUNTS = `
select source_id, count(*) as accepted, sum(route_count) as routes, sum(filtered_count) as filtered
from event where source_id = any($3::uuid[]) and id >= $1 and id < $2 group by source_id`;

/** Refusals that were kept: an index-only scan of `refusal_source`. */
export const REFUSAL_COUNTS = `
select source_id, count(*) as kept from refusal where source_id = any($3::uuid[]) and id >= $1 and id < $2 group by source_id`;

/** What waits, wherever it does (`delivery-state.sql.ts`): as much work as there waits. */
export const WAITING_COUNTS = `
select known.source_id, count(*) filter (where status = 'scheduled') as scheduled, count(*) filter (where status = 'delivering') as delivering
from (${waitingDeliveriesSql(['event_id >= $1', 'event_id < $2', 'project_id = $3'])}) as waiting
cross join lateral (select source_id from event where event.id = waiting.event_id limit 1) as known
group by known.source_id`;

/** The number of a route stands in the last 16 bits; replays count from 32768. */
const IS_REPLAY = 'get_byte(uuid_send(id), 14) >= 128';

/**
 * Hours in which the counters of the whole installation and its deliveries disagree. Of a delivery only its key says when it was made,
 * and only its event whose it is: to join a million of them takes 1.5 s, to count them 0.2 s. So sources are told apart only in such an
 * hour ({@link DELIVERY_COUNTS}); in all others each source's own sum is held by its routes, which are counted one by one.
 * Delivered is what `delivery_not_delivered` does not have. $3 the hours of the period, ascending.
 */
export const HOURS_THAT_DIFFER = `
with counted as (
  select hour, sum(replays) as replays, sum(delivered) as delivered, sum(failed) as failed, sum(cancelled) as cancelled
  from (
    select hour, replays, delivered, failed, cancelled from ledger_total where hour >= $1 and hour < $2
    union all
    select hour, replays, delivered, failed, cancelled from ledger_delta where hour >= $1 and hour < $2
  ) as c group by hour
), made as (
  select width_bucket(event_id, $3::uuid[]) as n, count(*) as deliveries, count(*) filter (where ${IS_REPLAY}) as replays
  from delivery where event_id >= $1 and event_id < $2 group by 1
), other as (
  select width_bucket(event_id, $3::uuid[]) as n, count(*) as deliveries, count(*) filter (where status = 3) as failed,
    count(*) filter (where status = 4) as cancelled
  from delivery where status <> 1 and event_id >= $1 and event_id < $2 group by 1
), present as (
  select ($3::uuid[])[made.n] as hour, made.replays, made.deliveries - coalesce(other.deliveries, 0) as delivered,
    coalesce(other.failed, 0) as failed, coalesce(other.cancelled, 0) as cancelled
  from made left join other using (n)
)
select hour from counted full join present using (hour)
where (coalesce(counted.replays, 0), coalesce(counted.delivered, 0), coalesce(counted.failed, 0), coalesce(counted.cancelled, 0))
  is distinct from (coalesce(present.replays, 0), coalesce(present.delivered, 0), coalesce(present.failed, 0), coalesce(present.cancelled, 0))`;

/** One hour's deliveries, source by source, both as counted and as they are. $1 from, $2 to, $3 sources. */
export const DELIVERY_COUNTS = `
select source_id, sum(replays) as replays, sum(delivered) as delivered, sum(failed) as failed, sum(cancelled) as cancelled
from (
  select event.source_id, (get_byte(uuid_send(d.id), 14) >= 128)::int as replays, (d.status = 1)::int as delivered, (d.status = 3)::int as failed,
    (d.status = 4)::int as cancelled
  from delivery d join event on event.id = d.event_id
  where d.event_id >= $1 and d.event_id < $2 and event.id >= $1 and event.id < $2 and event.source_id = any($3::uuid[])
  union all
  select source_id, -replays, -delivered, -failed, -cancelled from ledger_total where hour = $1 and source_id = any($3::uuid[])
  union all
  select source_id, -replays, -delivered, -failed, -cancelled from ledger_delta where hour = $1 and source_id = any($3::uuid[])
) as c
group by source_id having (sum(replays), sum(delivered), sum(failed), sum(cancelled)) is distinct from (0, 0, 0, 0)`;
