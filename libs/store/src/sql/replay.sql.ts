import { hourSql } from '../ledger/ledger-hour.js';

/**
 * Replays of one event wait for each other here, so that the next statement sees the numbers of the one before; and for an expunge, after
 * which there is nothing to send. $1 event, $2 project.
 */
export const LOCK_EVENT = {
  name: 'lock-event',
  text: `select expunged_at is not null as expunged from event where id = $1 and project_id = $2 for no key update`,
} as const;

/**
 * Makes deliveries of an event that was stored before: their rows (status 2, `scheduled`) and queue rows, due now. Numbered on from the
 * event's last replay, from 32768; if not all of them fit below 65536, none is made. The caller holds `LOCK_EVENT`.
 *
 * $1 event, $2 project; per delivery $3 destination, $4 subscription; $5 whether receivers shall take them for another event.
 * Answers the deliveries in the order given. The ledger counts them under the event's hour and source.
 */
export const REPLAY = {
  name: 'replay',
  text: `
with last as (
  select coalesce((
    select ('x' || right(id::text, 4))::bit(16)::int from delivery
    where event_id = $1 and id >= (left($1::uuid::text, 32) || '8000')::uuid order by id desc limit 1), 32767) as n
), input as materialized (
  select (left($1::uuid::text, 32) || to_hex(last.n + r.at::int))::uuid as id, r.dst, r.sub
  from last, unnest($3::uuid[], $4::uuid[]) with ordinality as r(dst, sub, at)
  where last.n + cardinality($3::uuid[]) < 65536
), written as (
  insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, attempts, replayed_at, new_id)
  select $1, id, $2, dst, sub, 2, 0, now(), nullif($5::boolean, false) from input
  returning id, destination_id, subscription_id, replayed_at
), queued as (
  insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
  select id, $2, destination_id, subscription_id, replayed_at, 0, 0 from written
), counted as (
  insert into ledger_delta (batch, source_id, hour, replays)
  select gen_random_uuid(), event.source_id, ${hourSql('event.id')}, made.n
  from (select count(*)::int as n from written) as made, event where event.id = $1 and made.n > 0
)
select id, destination_id, subscription_id, replayed_at from written order by id`,
} as const;
