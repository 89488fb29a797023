import { countEnded } from './count-ended.sql.js';

/**
 * Ends a page of waiting deliveries whose event is older than $1 (an id), oldest first, claimed or not. `queue`'s key is the
 * delivery's id, which begins with its event's time, so the page is the key's lower end. Deliveries before queue rows, as
 * `outcomes.sql.ts` locks them. No delivery is written for an event that is gone: its row would have no partition to be in.
 * Answers how many queue rows went, how many deliveries failed for it, and those that a process holds. $2 rows, $3 reason.
 */
export const EXPIRE = {
  name: 'expire',
  text: `
with page as materialized (
  select delivery_id as d, (left(delivery_id::text, 32) || '0000')::uuid as e, project_id as p, destination_id as dst,
    subscription_id as sub, attempts as n, claimed_by, order_key
  from queue where delivery_id < $1 order by delivery_id limit $2
), over as (
  insert into delivery as old (event_id, id, project_id, destination_id, subscription_id, status, reason, attempts, completed_at, ordered)
  select e, d, p, dst, sub, 3, $3, n, now(), order_key is not null from page
  cross join lateral (select id from event where event.id = page.e limit 1) as known
  on conflict (event_id, id) do update set status = excluded.status, reason = excluded.reason, completed_at = excluded.completed_at
  where old.status = 2
  returning id, event_id, status
), counted as (
  ${countEnded('over')}
), failed as (
  select count(*)::int as n from over
), gone as (
  delete from queue where (select n from failed) >= 0 and delivery_id = any(array(select d from page)) returning delivery_id
)
select (select count(*)::int from gone) as gone, (select n from failed) as failed,
  array(select d from page where claimed_by > 0) as held`,
} as const;
