/** Puts claimed rows out of the claims' way, behind others of their key (decision 7). $1 deliveries, $2 epoch. */
export const PARK = {
  name: 'park',
  text: `update queue set claimed_by = 0 where delivery_id = any($1::uuid[]) and claimed_by = $2`,
} as const;

/**
 * Lets the first $2 parked rows go of each key in $1 whose first row is parked; a key whose first row waits, or is held, is left alone.
 * Asked after each park and after each removal, so that of two which cross one sees the other. Answers the destinations.
 */
export const UNPARK = {
  name: 'unpark',
  text: `
update queue set claimed_by = null
where claimed_by = 0 and delivery_id = any(array(
  select first.delivery_id from unnest($1::bytea[]) as k(key)
  cross join lateral (select claimed_by from queue where order_key = k.key order by order_no limit 1) head
  cross join lateral (select delivery_id from queue where order_key = k.key and claimed_by = 0 order by order_no limit $2) first
  where head.claimed_by = 0))
returning destination_id`,
} as const;

/**
 * A page of a walk over all keys: those after $1 whose first row is parked, and the last key seen (null = the walk is over). $2 keys.
 * A loose index scan: one probe a key, whatever waits in it.
 */
export const PARKED_HEADS = {
  name: 'parked-heads',
  text: `
with recursive key as (
  (select order_key as k, 1 as n from queue where order_key > $1::bytea order by order_key limit 1)
  union all
  select next.order_key, n + 1 from key
  cross join lateral (select order_key from queue where order_key > key.k order by order_key limit 1) next
  where n < $2::int
)
select encode(k, 'hex') as key, head.claimed_by = 0 as parked, n from key
cross join lateral (select claimed_by from queue where order_key = key.k order by order_no limit 1) head
order by n`,
} as const;

/**
 * Takes destinations whose owner's epoch has ended, or that have none. $1 epoch, $2 destinations.
 * An epoch that is not seen at all is long forgotten, or began while this statement waited for another, and then it is the larger one.
 * Answers those that are ours now, and for how many seconds their former owner has been gone (null = there was none, 0 = it is ours already).
 */
export const OWN = {
  name: 'own',
  text: `
with alive as (
  select epoch from process where epoch = $1 and ended_at is null for key share
), former as materialized (
  select o.destination_id as d, o.epoch as e, p.ended_at from destination_owner o
  left join lateral (select ended_at from process where process.epoch = o.epoch limit 1) p on true
  where o.destination_id = any($2::uuid[])
), taken as (
  insert into destination_owner as old (destination_id, epoch)
  select d, alive.epoch from alive, unnest($2::uuid[]) as t(d)
  on conflict (destination_id) do update set epoch = excluded.epoch
  where old.epoch = excluded.epoch or coalesce((select ended_at is not null from process where process.epoch = old.epoch limit 1), old.epoch < excluded.epoch)
  returning destination_id
)
select destination_id, case when former.e = $1 then 0 else extract(epoch from now() - former.ended_at) end as gone_seconds
from taken left join former on former.d = taken.destination_id`,
} as const;
