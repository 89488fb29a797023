import { ROUTE_BYTES } from '../events/routes-block.js';

/**
 * Stores a batch of events with their routes: the fence, the dedupe keys, the events, and queue rows for the routes that wait.
 * Answers `alive` (0 = this epoch has ended, nothing was written) and `lost`, the events whose dedupe key was taken: nearly always none.
 *
 * Bodies, heads, routes, faults, what filters stopped and search keys, of the whole batch, travel as one binary parameter, cut up by offsets: arrays of bytea would
 * be escaped element by element (15 to 25 % slower end to end). The digest is worked out here and not on Node's thread, which
 * is the bottleneck. `on conflict (id) do nothing` makes the statement repeatable when its fate is unknown.
 *
 * $1 epoch; $2 keys, $3 their events, $4 windows in seconds; $5 bytes; per event $6 id, $7 project, $8 source, $9 type,
 * $10 external id, $11 received (ms), $12 occurred (ms), $13 keyed, $14 offset, then lengths $15 head, $16 body, $17 routes,
 * $18 faults; per queue row $19 delivery, $20 event, $21 project, $22 destination, $23 subscription, $24 delay in seconds, $25 ordering key or null.
 * An ordered route draws its place here (decision 7): of two events, the one answered before the other began has the smaller number.
 * $26 the events' hours, ascending: the ledger counts the rows that were inserted, so that a repeat adds nothing.
 * Per event $27 length of what filters stopped (`filtered-block.ts`), $28 how many routes that are, $29 length of its search keys.
 */
export const ACCEPT = {
  name: 'accept',
  text: `
with alive as (
  select epoch from process where epoch = $1 and ended_at is null for key share
), won as (
  insert into dedupe as old (key, event_id, expires_at)
  select k, i, now() + make_interval(secs => w)
  from alive, unnest($2::bytea[], $3::uuid[], $4::int[]) as t(k, i, w)
  on conflict (key) do update set event_id = excluded.event_id, expires_at = excluded.expires_at where old.expires_at <= now()
  returning event_id
), stored as (
  insert into event (id, project_id, source_id, type, external_id, received_at, occurred_at, head, body, body_sha256, routes, faults, epoch, route_count, filtered,
    filtered_count, search_keys)
  select i, p, s, t, x, to_timestamp(ra / 1000.0), to_timestamp(oa / 1000.0),
    substring($5::bytea from o for hl), substring($5::bytea from o + hl for bl), sha256(substring($5::bytea from o + hl for bl)),
    substring($5::bytea from o + hl + bl for rl), case when fl > 0 then substring($5::bytea from o + hl + bl + rl for fl) end,
    alive.epoch, rl / ${ROUTE_BYTES}, case when fil > 0 then substring($5::bytea from o + hl + bl + rl + fl for fil) end, fc,
    case when sl > 0 then substring($5::bytea from o + hl + bl + rl + fl + fil for sl) end
  from alive, unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::float8[], $12::float8[], $13::bool[],
    $14::int[], $15::int[], $16::int[], $17::int[], $18::int[], $27::int[], $28::smallint[], $29::int[])
    as r(i, p, s, t, x, ra, oa, keyed, o, hl, bl, rl, fl, fil, fc, sl)
  where not keyed or i in (select event_id from won)
  on conflict (id) do nothing
  returning id, source_id, route_count, filtered_count
), queued as (
  insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts, order_key, order_no)
  select d, p, dst, sub, now() + make_interval(secs => w), 0, 0, k, case when k is not null then nextval('queue_order') end
  from unnest($19::uuid[], $20::uuid[], $21::uuid[], $22::uuid[], $23::uuid[], $24::float8[], $25::bytea[]) as q(d, e, p, dst, sub, w, k)
  join stored on stored.id = q.e
  on conflict do nothing
), counted as (
  insert into ledger_delta (batch, source_id, hour, requests, accepted, routes, filtered)
  select gen_random_uuid(), source_id, ($26::uuid[])[width_bucket(id, $26::uuid[])], count(*), count(*), sum(route_count), sum(filtered_count)
  from stored group by 2, 3
)
select (select count(*)::int from alive) as alive, array(select i from unnest($3::uuid[]) as t(i) where i not in (select event_id from won)) as lost`,
} as const;
