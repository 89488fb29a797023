/**
 * Every lane (destination and subscription) in which a delivery waits, with its next due time: a loose index scan over
 * `queue_lane`, so its cost grows with the lanes and not with what waits in them.
 */
export const LANES = {
  name: 'lanes',
  text: `
with recursive lane as (
  (select destination_id, subscription_id, due_at from queue where claimed_by is null order by destination_id, subscription_id, due_at limit 1)
  union all
  select n.destination_id, n.subscription_id, n.due_at from lane
  cross join lateral (
    select destination_id, subscription_id, due_at from queue
    where claimed_by is null and (destination_id, subscription_id) > (lane.destination_id, lane.subscription_id)
    order by destination_id, subscription_id, due_at limit 1) n
)
select destination_id, subscription_id, extract(epoch from due_at - now()) * 1000 as due_in_ms from lane`,
} as const;

/**
 * Claims due deliveries of the lanes that have room. $1 epoch; per lane $2 destination, $3 subscription, $4 how many, $5 whether the
 * destination has one owner. Where a subscription keeps an order only the owner claims, even if this process has not heard of that order yet;
 * not so where it was deleted or leads elsewhere now, for then nobody needs to be the owner, and nobody would be.
 * `skip locked`: what another process is claiming is left to it. The array keeps the plan on the primary key, whatever the statistics say.
 * Answers for each row what stands before it in its key (decision 7), and what its event weighs.
 */
export const CLAIM = {
  name: 'claim',
  text: `
update queue set claimed_by = $1
where exists (select from process where epoch = $1 and ended_at is null for key share)
  and delivery_id = any(array(
    select due.delivery_id from unnest($2::uuid[], $3::uuid[], $4::int[], $5::bool[]) as lane(dst, sub, room, owned)
    cross join lateral (
      select delivery_id from queue
      where destination_id = lane.dst and subscription_id = lane.sub and claimed_by is null and due_at <= now()
      order by due_at limit lane.room for update skip locked) due
    where exists (select from destination_owner o where o.destination_id = lane.dst and o.epoch = $1)
      or not (lane.owned or exists (select from subscription s where s.id = lane.sub and s.ordering_key is not null
        and s.destination_id = lane.dst and s.deleted_at is null))))
  and claimed_by is null
returning delivery_id, project_id, destination_id, subscription_id, slot, attempts, encode(order_key, 'hex') as order_key, order_no,
  (select max(before.order_no) from queue before where before.order_key = queue.order_key and before.order_no < queue.order_no) as prev_no,
  (select octet_length(body) + octet_length(head) from event where event.id = (left(delivery_id::text, 32) || '0000')::uuid limit 1) as bytes`,
} as const;

/** What a claimed delivery needs in memory. `limit 1` keeps each look-up on its key: a plan made while the tables are empty would scan them.
 * $1 events, $2 deliveries, in the same order. `status` is null while there is no row. */
export const LOAD_CLAIMED = {
  name: 'load-claimed',
  text: `
select c.d as delivery_id, delivery.status, delivery.new_id, event.id, event.project_id, event.source_id, event.type, event.external_id,
  extract(epoch from event.received_at) * 1000 as received_at_ms, extract(epoch from event.occurred_at) * 1000 as occurred_at_ms,
  event.head, event.body
from unnest($1::uuid[], $2::uuid[]) as c(e, d)
left join lateral (select * from event where event.id = c.e limit 1) as event on true
left join lateral (select status, new_id from delivery where delivery.event_id = c.e and delivery.id = c.d limit 1) as delivery on true`,
} as const;

/** $1 deliveries whose queue row has nothing left to wait for, $2 epoch: a row that a person's retry has renewed meanwhile is not its claim. */
export const DROP_QUEUED = {
  name: 'drop-queued',
  text: `delete from queue where delivery_id = any($1::uuid[]) and claimed_by = $2 returning encode(order_key, 'hex') as order_key`,
} as const;

/** Gives claims back, due when they were. $1 deliveries, $2 epoch. */
export const UNCLAIM = {
  name: 'unclaim',
  text: `update queue set claimed_by = null where delivery_id = any($1::uuid[]) and claimed_by = $2`,
} as const;

/** $1 epoch, $2 what its memory holds. */
export const RELEASE_FORGOTTEN = {
  name: 'release-forgotten',
  text: `update queue set claimed_by = null where claimed_by = $1 and delivery_id <> all($2::uuid[])`,
} as const;
