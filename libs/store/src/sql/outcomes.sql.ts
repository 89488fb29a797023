/**
 * Records a batch of outcomes: the delivery row with its first attempt in it, later attempts in their own table, and the queue row
 * dropped or put off. The fence stands before every end and every new wait; a 2xx passes it, and moves even an ended delivery (the
 * receiver has the event). An attempt whose process lost the fence is recorded in `attempt`, without a delivery row: a row would hide
 * the route from the successor's scan.
 * Repeatable when its fate is unknown: nothing is counted up, `attempts` is the number that the holder gave its attempt.
 *
 * No stored row is looked for but by primary key, in the conflict clauses and by an array: a plan is made once, maybe while the tables
 * are empty, and any join with them became a scan of all history (3 ms a batch after 6,000 deliveries, 7 ms after 19,000; now 2 ms).
 *
 * $1 epoch; per outcome $2 delivery, $3 event, $4 project, $5 destination, $6 subscription, $7 status, $8 reason,
 * $9 attempt (null = decided without one), $10 started (ms), $11 duration (ms), $12 outcome, $13 attempt's reason,
 * $14 exchanges, cut up by $15 offset and $16 length, $17 seconds until due, $18 slot, $19 attempts begun,
 * $20 number of this attempt, 0 without one, $21 whether it keeps an order, $22 source (null = its event is gone), $23 the events' hours, ascending.
 * The ledger counts from where to where each delivery moved: `was` is read from the locked row, so a repeat finds no move.
 * Answers whether the fence stood.
 */
export const OUTCOMES = {
  name: 'outcomes',
  text: `
with alive as (
  select epoch from process where epoch = $1 and ended_at is null for key share
), input as materialized (
  select d, e, p, dst, sub, st, rs, a, to_timestamp(sa / 1000.0) as sa, dur, oc, ar, case when l > 0 then substring($14::bytea from o for l) end as x, w, sl, n, num, ord, src
  from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::smallint[], $8::text[], $9::uuid[], $10::float8[], $11::int[],
    $12::smallint[], $13::text[], $15::int[], $16::int[], $17::float8[], $18::smallint[], $19::smallint[], $20::smallint[], $21::bool[], $22::uuid[])
    as r(d, e, p, dst, sub, st, rs, a, sa, dur, oc, ar, o, l, w, sl, n, num, ord, src)
), written as (
  insert into delivery as old (event_id, id, project_id, destination_id, subscription_id, status, reason, attempts, completed_at,
    attempt_id, started_at, duration_ms, outcome, attempt_reason, exchange, ordered)
  select e, d, p, dst, sub, st, rs, num, case when st <> 2 then now() end, a, sa, dur, oc, ar, x, ord
  from input where st = 1 or exists (select from alive)
  on conflict (event_id, id) do update set
    was = old.status,
    attempts = greatest(old.attempts, excluded.attempts),
    status = case when excluded.status = 1 or old.status = 2 then excluded.status else old.status end,
    reason = case when excluded.status = 1 or old.status = 2 then excluded.reason else old.reason end,
    completed_at = case when excluded.status = 1 or old.status = 2 then excluded.completed_at else old.completed_at end,
    attempt_id = coalesce(old.attempt_id, excluded.attempt_id),
    started_at = case when old.attempt_id is null then excluded.started_at else old.started_at end,
    duration_ms = case when old.attempt_id is null then excluded.duration_ms else old.duration_ms end,
    outcome = case when old.attempt_id is null then excluded.outcome else old.outcome end,
    attempt_reason = case when old.attempt_id is null then excluded.attempt_reason else old.attempt_reason end,
    exchange = case when old.attempt_id is null then excluded.exchange else old.exchange end
  returning event_id, id, status, attempt_id, was
), further as (
  insert into attempt (event_id, id, delivery_id, started_at, duration_ms, outcome, reason, exchange)
  select e, a, d, sa, dur, oc, ar, x from input
  where a is not null
    and not exists (select from written where written.id = input.d and written.attempt_id = input.a)
  on conflict do nothing
), ended as (
  delete from queue where delivery_id = any(array(select id from written where status <> 2))
), later as (
  insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
  select d, p, dst, sub, now() + make_interval(secs => w), sl, n
  from input join written on written.id = input.d
  where written.status = 2
  on conflict (delivery_id) do update set due_at = excluded.due_at, slot = excluded.slot, attempts = excluded.attempts, claimed_by = null
), counted as (
  insert into ledger_delta (batch, source_id, hour, delivered, failed, cancelled)
  select gen_random_uuid(), source, hour, sum((status = 1)::int - (was = 1)::int), sum((status = 3)::int - (was = 3)::int),
    sum((status = 4)::int - (was = 4)::int)
  from (
    select src as source, ($23::uuid[])[width_bucket(written.event_id, $23::uuid[])] as hour, status, coalesce(was, 2) as was
    from input join written on written.id = input.d) as moved
  where status <> was and source is not null
  group by 2, 3
)
select (select count(*)::int from alive) as alive`,
} as const;
