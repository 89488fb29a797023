import { ROUTE_BYTES } from '../events/routes-block.js';

/**
 * How a delivery reads (design section 3), in three branches: its row; else its queue row; else a route above the low water of an
 * epoch that is alive or not yet scanned, which only a process's memory knows. Each branch gets the same conditions and the same
 * limit, so that the union never grows beyond three pages.
 *
 * `conditions` speak of `id`, `event_id`, `project_id`, `destination_id`, `subscription_id`, `status`; they hold `$n`, never data.
 */
export function deliveryStateSql(conditions: readonly string[], limit: string | null): string {
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const page = limit === null ? '' : `order by event_id desc, id desc limit ${limit}`;
  const branch = (source: string): string => `(select * from (${source}) as b ${where} ${page})`;
  return `
select * from (
  ${branch(ROWS)}
  union all
  ${branch(QUEUED)}
  union all
  ${branch(IN_MEMORY)}
) as state ${page}`;
}

/** The same of deliveries that wait: their rows are found by the index of what is not delivered. */
export function waitingDeliveriesSql(conditions: readonly string[]): string {
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  return [`${ROWS} where d.status = 2`, QUEUED, IN_MEMORY].map((source) => `(select * from (${source}) as b ${where})`).join(' union all ');
}

const ROWS = `
select d.id, d.event_id, d.project_id, d.destination_id, d.subscription_id,
  case d.status when 1 then 'delivered' when 3 then 'failed' when 4 then 'cancelled'
    else case when q.delivery_id is null or q.claimed_by > 0 then 'delivering' else 'scheduled' end end as status,
  d.attempts::int as attempts, case when d.status = 2 and q.claimed_by is null then q.due_at end as next_attempt_at, d.completed_at, d.reason, d.ordered,
  d.replayed_at
from delivery d left join queue q on q.delivery_id = d.id and d.status = 2`;

const EVENT_OF_QUEUED = `(left(q.delivery_id::text, 32) || '0000')::uuid`;

const QUEUED = `
select q.delivery_id as id, ${EVENT_OF_QUEUED} as event_id, q.project_id, q.destination_id, q.subscription_id,
  case when q.claimed_by > 0 then 'delivering' else 'scheduled' end as status,
  0 as attempts, case when q.claimed_by is null then q.due_at end as next_attempt_at, null::timestamptz as completed_at, null::text as reason,
  q.order_key is not null as ordered, null::timestamptz as replayed_at
from queue q
where not exists (select from delivery d where d.event_id = ${EVENT_OF_QUEUED} and d.id = q.delivery_id)`;

const IN_MEMORY = `
select r.id, r.event_id, r.project_id, r.destination_id, r.subscription_id, 'delivering' as status,
  0 as attempts, null::timestamptz as next_attempt_at, null::timestamptz as completed_at, null::text as reason, false as ordered,
  null::timestamptz as replayed_at
from (
  select (left(e.id::text, 32) || lpad(to_hex(n), 4, '0'))::uuid as id, e.id as event_id, e.project_id,
    encode(substring(e.routes from (n - 1) * ${ROUTE_BYTES} + 17 for 16), 'hex')::uuid as destination_id,
    encode(substring(e.routes from (n - 1) * ${ROUTE_BYTES} + 1 for 16), 'hex')::uuid as subscription_id
  from process p
  join event e on e.epoch = p.epoch and e.id >= p.low_water
  cross join lateral generate_series(1, octet_length(e.routes) / ${ROUTE_BYTES}) as n
  where p.low_water is not null
) r
where not exists (select from delivery d where d.event_id = r.event_id and d.id = r.id)
  and not exists (select from queue q where q.delivery_id = r.id)`;
