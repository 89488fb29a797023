// A month of history for the lists, written in bulk by SQL into the relay's own tables, in days' partitions as the relay would have made them.
const DAYS = 29;
const MINUTE_MS = 60_000;
/** Four in ten of the events of this time wait: a destination was away over a weekend. */
const WAITING_HOURS = 40;

const ID = (n) => `(lpad(to_hex($1::bigint - (${n} * $2::float8)::bigint), 12, '0')
  || '7' || substr(md5('e' || ${n}), 1, 3) || '8' || substr(md5('e' || ${n}), 4, 11) || '0000')::uuid`;

/** The days behind that a relay which had run for a month would have. */
const DAYS_BEHIND = `
do $$
declare parent text; day date; start bigint;
begin
  for parent in select distinct inhparent::regclass::text from pg_inherits join pg_class on pg_class.oid = inhparent where relkind = 'p' loop
    for day in select generate_series(current_date - ${DAYS + 1}, current_date, '1 day')::date loop
      start := extract(epoch from day::timestamp at time zone 'UTC') * 1000;
      execute format('create table if not exists %I partition of %I for values from (%L) to (%L)', parent || '_' || to_char(day, 'YYYYMMDD'), parent,
        substr(lpad(to_hex(start), 12, '0'), 1, 8) || '-' || substr(lpad(to_hex(start), 12, '0'), 9) || '-7000-8000-000000000000',
        substr(lpad(to_hex(start + 86400000), 12, '0'), 1, 8) || '-' || substr(lpad(to_hex(start + 86400000), 12, '0'), 9) || '-7000-8000-000000000000');
    end loop;
  end loop;
end $$`;

/** One project has 49 of 50; one event in a hundred found no subscription, half have an external id, one in a hundred thousand is of a rare type. */
const EVENTS = `
insert into event (id, project_id, source_id, type, external_id, received_at, head, body, body_sha256, routes, epoch, route_count, search_keys)
select ${ID('n')}, case when n % 50 = 0 then $4::uuid else $3::uuid end, case when n % 50 = 0 then $6::uuid else ($5::uuid[])[1 + n % 5] end,
  case when n % 100000 = 17 then 'rare.type' else (array['payment', 'order', 'invoice', 'customer'])[1 + n % 4] || '.' || (array['created', 'updated', 'paid', 'failed', 'closed'])[1 + n / 20 % 5] end,
  case when n % 2 = 0 then 'ext-' || n end, to_timestamp(($1::bigint - n * $2::float8) / 1000), $9::bytea, $10::bytea, sha256($10::bytea),
  case when n % 100 = 7 then ''::bytea else decode(replace(($8::text[])[1 + n % 3] || ($7::text[])[1 + n % 3], '-', '') || '00000000', 'hex') end,
  0, case when n % 100 = 7 then 0 else 1 end, convert_to(format('{"order":"A-%s","currency":"%s"}', n, (array['CHF', 'EUR', 'USD'])[1 + n % 3]), 'UTF8')
from generate_series($11::int, $12::int) n`;

const SEARCH_KEYS = `
insert into search_key (event_id, name, project_id, value)
select e.id, k.key, e.project_id, k.value from event e cross join lateral jsonb_each_text(convert_from(e.search_keys, 'UTF8')::jsonb) k`;

const NUMBERED = `event e cross join lateral (select ('x' || substr(md5(e.id::text), 1, 8))::bit(32)::bigint % 1000 as r) as chance`;

/** Of a thousand: 20 failed, 5 cancelled, the newest few wait, the rest arrived. */
const DELIVERIES = `
insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, reason, attempts, completed_at,
  attempt_id, started_at, duration_ms, outcome, attempt_reason, exchange)
select e.id, (left(e.id::text, 32) || '0001')::uuid, e.project_id, encode(substring(routes from 17 for 16), 'hex')::uuid,
  encode(substring(routes from 1 for 16), 'hex')::uuid, case when r < 20 then 3 when r < 25 then 4 else 1 end, case when r < 20 then 'exhausted' when r < 25 then 'cancelled-by-operator' end,
  case when r < 20 then 3 else 1 end, received_at, gen_random_uuid(), received_at, 12, case when r < 25 then 2 else 1 end, case when r < 25 then 'http-500' end, $1
from ${NUMBERED} where octet_length(routes) > 0 and not (e.id > $2::uuid and r < 400)`;

const QUEUED = `
insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
select (left(e.id::text, 32) || '0001')::uuid, e.project_id, encode(substring(routes from 17 for 16), 'hex')::uuid,
  encode(substring(routes from 1 for 16), 'hex')::uuid, now() + interval '1 day', 1, 0
from ${NUMBERED} where octet_length(routes) > 0 and e.id > $1::uuid and r < 400`;

const ATTEMPTS = `
insert into attempt (event_id, id, delivery_id, started_at, duration_ms, outcome, reason, exchange)
select event_id, gen_random_uuid(), id, started_at, 12, 2, 'http-500', exchange from delivery, generate_series(1, 2) where status = 3`;

const REFUSALS = `
insert into refusal (id, project_id, source_id, reason, detail, received_at, head, body, body_bytes, remote_address)
select ${ID('n')}, $3, ($4::uuid[])[1 + n % 5], (array['signature-mismatch', 'timestamp-too-old', 'body-too-large'])[1 + n % 3], 'The signature does not match.',
  to_timestamp(($1::bigint - n * $2::float8) / 1000), $5::bytea, $6::bytea, octet_length($6::bytea), '192.0.2.1' from generate_series(1, $7::int) n`;

const HOUR_OF = (id) => `(select (substr(h, 1, 8) || '-' || substr(h, 9) || '-7000-8000-000000000000')::uuid from (
  select lpad(to_hex(('x' || replace(left(${id}::text, 13), '-', ''))::bit(48)::bigint / 3600000 * 3600000), 12, '0') as h) as hour)`;

/** The ledger closes: what is waiting is in the queue, and everything else has been counted. */
const LEDGER = `
insert into ledger_total as t (source_id, hour, requests, accepted, routes, delivered, failed, cancelled, refused)
select source_id, hour, sum(requests), sum(accepted), sum(routes), sum(delivered), sum(failed), sum(cancelled), sum(refused) from (
  select e.source_id, ${HOUR_OF('e.id')} as hour, 1 as requests, 1 as accepted, e.route_count as routes, coalesce((d.status = 1)::int, 0) as delivered,
    coalesce((d.status = 3)::int, 0) as failed, coalesce((d.status = 4)::int, 0) as cancelled, 0 as refused
  from event e left join delivery d on d.event_id = e.id
  union all
  select source_id, ${HOUR_OF('id')}, 1, 0, 0, 0, 0, 0, 1 from refusal
) as counted group by 1, 2`;

const AUDIT = `
insert into audit_entry (project_id, id, number, at, actor_id, address, request_id, action, resource_type, resource_id, before, after, previous_hash, hash)
select $3, ${ID('n')}, 1000000 + $4::int - n, to_timestamp(($1::bigint - n * $2::float8) / 1000), 'opr_01h2xcejqtf2nbrexx3vqjhp4' || n % 10, '192.0.2.1', 'req', 
  (array['source.updated', 'destination.updated', 'delivery.retried'])[1 + n % 3], 'source', 'src_01h2xcejqtf2nbrexx3vqjh' || lpad((n % 1000)::text, 3, '0'),
  '{"name":"A"}', '{"name":"B"}', '\\x00', '\\x01' from generate_series(1, $4::int) n`;

/** What tallies would have added up: every bucket has its row, and thirty destinations fail now and then. */
const BUCKETS = `
insert into statistics_bucket (project_id, step, at, accepted, duplicates, refused, handshakes, delivered, failed, attempts, retries, latency)
select $1, step, date_bin(make_interval(mins => step), now(), 'epoch') - make_interval(mins => step * n),
  $2::int * step, step, step, 0, $2::int * step, step, 2 * $2::int * step, step, array(select 2 * step from generate_series(1, 45))
from (values (1, 2880), (5, 2016), (60, 720), (1440, 30)) as s(step, count), generate_series(0, count - 1) n order by n`;

const FAILING = `
insert into failing_destination (project_id, step, at, destination_id, failed, retried, last_reason)
select $1, step, date_bin(make_interval(mins => step), now(), 'epoch') - make_interval(mins => step * n), md5('d' || d)::uuid, d, step, 'http-500'
from (values (1, 2880), (5, 2016), (60, 720), (1440, 30)) as s(step, count), generate_series(0, count - 1) n, generate_series(1, 30) d order by n`;

const HEAD = Buffer.from(
  `POST\0\0\0${['content-type', 'application/json', 'user-agent', 'sender/1.0', 'x-signature', 'f'.repeat(64), 'x-request-id', 'a'.repeat(36)].join('\0')}\0`,
  'latin1',
);
const BODY = Buffer.from(JSON.stringify({ event: 'payment.created', order: { id: 'A-1' }, currency: 'CHF', text: 'x'.repeat(300) }));
const EXCHANGE = Buffer.from(
  JSON.stringify({
    request: { method: 'POST', url: 'https://example.com/hooks', headers: [['x', 'y'.repeat(300)]], bodyBytes: 380 },
    response: null,
    error: null,
  }),
);
const PAGE = 100_000;

/**
 * @param rows plain uuids: `{ big, small, sources: five of the big project, smallSource, destinations: three, subscriptions: three }`
 * @param sizes `{ events, refusals, auditEntries, eventsInStatistics }`
 */
export async function storeListHistory(bench, database, rows, sizes) {
  const query = (text, values) => bench.postgres.query(database, text, values);
  const now = Date.now() - MINUTE_MS;
  const apart = (count) => (DAYS * 1_440 * MINUTE_MS) / count;
  const recently = `${(now - WAITING_HOURS * 60 * MINUTE_MS)
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`;
  await query(DAYS_BEHIND);
  for (let first = 1; first <= sizes.events; first += PAGE) {
    const last = Math.min(sizes.events, first + PAGE - 1);
    const owners = [rows.big, rows.small, rows.sources, rows.smallSource, rows.destinations, rows.subscriptions];
    await query(EVENTS, [now, apart(sizes.events), ...owners, HEAD, BODY, first, last]);
    bench.log(`  ${last} events`);
  }
  await query(SEARCH_KEYS);
  await query(DELIVERIES, [EXCHANGE, recently]);
  await query(QUEUED, [recently]);
  await query(ATTEMPTS);
  await query(REFUSALS, [now, apart(sizes.refusals), rows.big, rows.sources, HEAD, BODY, sizes.refusals]);
  await query(LEDGER);
  await query(AUDIT, [now, apart(sizes.auditEntries), rows.big, sizes.auditEntries]);
  const perMinute = Math.ceil(sizes.eventsInStatistics / (30 * 1_440));
  await query(BUCKETS, [rows.big, perMinute]);
  await query(FAILING, [rows.big]);
  await query('vacuum analyze');
}
