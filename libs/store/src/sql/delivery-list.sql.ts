import type { DeliveryStatus } from '@posthorn/contracts';
import { ROUTE_BYTES } from '../events/routes-block.js';

/** Conditions of a list, each for the columns of `delivery`; they hold `$n`, never data. */
export interface DeliveryListConditions {
  /** Speak of `id`, `project_id`, `destination_id`, `subscription_id`: every branch has these. */
  readonly common: readonly string[];
  /** Speak of `event_id`: they leave out days' partitions. The same bounds stand on `id` in `common`. */
  readonly byEvent: readonly string[];
  readonly status: DeliveryStatus | undefined;
  /** Newest first along which index of `delivery`. */
  readonly along: 'event' | 'destination';
}

const STORED = { delivered: 1, scheduled: 2, delivering: 2, failed: 3, cancelled: 4 } as const satisfies Record<DeliveryStatus, number>;
const EVENT_OF = (id: string): string => `(left(${id}::text, 32) || '0000')::uuid`;

/**
 * A page of deliveries, in the branches of `delivery-state.sql.ts`, each cut to the page before anything is joined to it: the planner
 * takes what waits for much, and would rather join a million rows. An id begins with its event's, so that one order serves all branches.
 */
export function deliveryListSql(conditions: DeliveryListConditions, limit: string): string {
  const { status } = conditions;
  const mayWait = status === undefined || status === 'scheduled' || status === 'delivering';
  const branches = [
    rows(conditions, limit),
    ...(mayWait ? [queued(conditions, limit)] : []),
    ...(mayWait && status !== 'scheduled' ? [inMemory(conditions, limit)] : []),
  ];
  return `select * from (${branches.map((branch) => `(${branch})`).join(' union all ')}) as state order by id desc limit ${limit}`;
}

/** A stored row that waits has a queue row, or is in somebody's hands. Of those there are few: they are joined before they are counted off. */
function rows({ common, byEvent, status, along }: DeliveryListConditions, limit: string): string {
  const waiting = status === 'scheduled' || status === 'delivering';
  const where = [...common, ...byEvent, ...(status ? [`status = ${STORED[status]}`] : [])].join(' and ');
  const order = along === 'event' ? 'event_id desc, id desc' : 'id desc';
  const page = `select id, event_id, project_id, destination_id, subscription_id, status, attempts, completed_at, reason, ordered, replayed_at
    from delivery where ${where} order by ${order}`;
  return `
select d.id, d.event_id, d.project_id, d.destination_id, d.subscription_id,
  case d.status when 1 then 'delivered' when 3 then 'failed' when 4 then 'cancelled'
    else case when q.delivery_id is null or q.claimed_by > 0 then 'delivering' else 'scheduled' end end as status,
  d.attempts::int as attempts, case when d.status = 2 and q.claimed_by is null then q.due_at end as next_attempt_at, d.completed_at, d.reason,
  d.ordered, d.replayed_at
from (${page} ${waiting ? 'offset 0' : `limit ${limit}`}) d
left join lateral (select delivery_id, claimed_by, due_at from queue where delivery_id = d.id and d.status = 2 limit 1) q on true
${waiting ? `where (q.delivery_id is null or q.claimed_by > 0) is ${status === 'delivering' ? '' : 'not '}true limit ${limit}` : ''}`;
}

function queued({ common, status }: DeliveryListConditions, limit: string): string {
  const claimed = status === undefined ? [] : [`(claimed_by > 0) is ${status === 'delivering' ? '' : 'not '}true`];
  const where = [...common.map((condition) => condition.replace(/^id /, 'delivery_id ')), ...claimed].join(' and ');
  return `
select q.delivery_id, ${EVENT_OF('q.delivery_id')}, q.project_id, q.destination_id, q.subscription_id,
  case when q.claimed_by > 0 then 'delivering' else 'scheduled' end, 0, case when q.claimed_by is null then q.due_at end, null, null,
  q.order_key is not null, null
from (select * from queue where ${where} order by delivery_id desc offset 0) q
left join lateral (select id from delivery d where d.event_id = ${EVENT_OF('q.delivery_id')} and d.id = q.delivery_id limit 1) known on true
where known.id is null limit ${limit}`;
}

function inMemory({ common }: DeliveryListConditions, limit: string): string {
  return `
select r.id, r.event_id, r.project_id, r.destination_id, r.subscription_id, 'delivering', 0, null, null, null, false, null
from (
  select (left(e.id::text, 32) || lpad(to_hex(n), 4, '0'))::uuid as id, e.id as event_id, e.project_id,
    encode(substring(e.routes from (n - 1) * ${ROUTE_BYTES} + 17 for 16), 'hex')::uuid as destination_id,
    encode(substring(e.routes from (n - 1) * ${ROUTE_BYTES} + 1 for 16), 'hex')::uuid as subscription_id
  from process p
  cross join lateral (select id, project_id, routes from event where epoch = p.epoch and id >= p.low_water offset 0) e
  cross join lateral generate_series(1, octet_length(e.routes) / ${ROUTE_BYTES}) as n
  where p.low_water is not null order by 1 desc offset 0
) r
left join lateral (select id from delivery d where d.event_id = r.event_id and d.id = r.id limit 1) known on true
left join lateral (select delivery_id as id from queue q where q.delivery_id = r.id limit 1) waits on true
where known.id is null and waits.id is null and ${common.map((condition) => `r.${condition}`).join(' and ')} limit ${limit}`;
}

/**
 * How many deliveries of each event stand where. The queue is asked for each event: by an expression of its key it would be read
 * from end to end. $1 events, $2 the lowest of them, $3 the highest.
 */
export const DELIVERY_COUNTS_BY_EVENT = `
with stored as (
  select d.event_id, d.id, d.status as stored from delivery d where d.event_id = any($1::uuid[]) and d.event_id between $2 and $3
), waits as (
  select e.id as event_id, q.delivery_id as id, q.claimed_by
  from unnest($1::uuid[]) as e(id)
  cross join lateral (
    select delivery_id, claimed_by from queue where delivery_id between e.id and (left(e.id::text, 32) || 'ffff')::uuid offset 0
  ) q
), held as (
  select e.id as event_id, (left(e.id::text, 32) || lpad(to_hex(n), 4, '0'))::uuid as id
  from event e
  join process p on p.epoch = e.epoch and p.low_water <= e.id
  cross join lateral generate_series(1, octet_length(e.routes) / ${ROUTE_BYTES}) as n
  where e.id = any($1::uuid[]) and e.id between $2 and $3
), state as (
  select s.event_id, case s.stored when 1 then 'delivered' when 3 then 'failed' when 4 then 'cancelled'
    else case when w.id is null or w.claimed_by > 0 then 'delivering' else 'scheduled' end end as status
  from stored s left join waits w on w.id = s.id and s.stored = 2
  union all
  select event_id, case when claimed_by > 0 then 'delivering' else 'scheduled' end from waits where id not in (select id from stored)
  union all
  select event_id, 'delivering' from held where id not in (select id from stored) and id not in (select id from waits)
)
select event_id, status, count(*)::int as n from state group by event_id, status`;
