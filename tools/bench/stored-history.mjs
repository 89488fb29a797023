// History written in bulk by SQL, as if it had happened: events of the last day, delivered, or waiting in the queue.
const ID = (n) => `(lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 60000 - (${n} * $2::float8)::bigint), 12, '0')
  || '7' || substr(md5(${n}::text || $3), 1, 3) || '8' || substr(md5(${n}::text || $3), 4, 11) || '0000')::uuid`;

const EVENTS = `
insert into event (id, project_id, source_id, type, external_id, received_at, occurred_at, head, body, body_sha256, routes, faults, epoch)
select ${ID('n')}, $4, $5, 'order.paid', $3 || n, now(), null, $6, $7, sha256($7), $8, null, 0 from generate_series(1, $1::int) n`;

const KEYS = `
insert into dedupe (key, event_id, expires_at)
select substring(sha256(convert_to(source_id::text || external_id, 'UTF8')) for 16), id, now() + interval '1 day' from event where external_id like $1 || '%'`;

const DELIVERIES = `
insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, reason, attempts, completed_at,
  attempt_id, started_at, duration_ms, outcome, attempt_reason, exchange)
select id, (left(id::text, 32) || '0001')::uuid, project_id, $2, $3, 1, null, 1, now(), gen_random_uuid(), now(), 1, 1, null, $4
from event where external_id like $1 || '%'`;

const QUEUED = `
insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
select (left(id::text, 32) || '0001')::uuid, project_id, $2, $3, now() + random() * make_interval(secs => $4), 1, 1
from event where external_id like $1 || '%'`;

const SPREAD_MS = 80_000_000;
const HEAD = Buffer.from('POST\0\0\0content-type\0application/json\0', 'latin1');
const EXCHANGE = Buffer.from(
  JSON.stringify({ request: { method: 'POST', headers: [['x', 'y'.repeat(600)]] }, response: null, error: null }),
);

/** @param link the relay's own rows: `{ projectId, sourceId, destinationId, subscriptionId }`, plain uuids */
export async function storeHistory(bench, database, link, { count, body, queuedOverSeconds = null }) {
  const tag = `history-${Math.random().toString(36).slice(2, 8)}-`;
  const { projectId, sourceId, destinationId, subscriptionId } = link;
  const routes = Buffer.from([subscriptionId, destinationId].join('').replaceAll('-', '') + '00000000', 'hex');
  const query = (text, values) => bench.postgres.query(database, text, values);
  await query(EVENTS, [count, SPREAD_MS / count, tag, projectId, sourceId, HEAD, body, routes]);
  await query(KEYS, [tag]);
  if (queuedOverSeconds === null) await query(DELIVERIES, [tag, destinationId, subscriptionId, EXCHANGE]);
  else await query(QUEUED, [tag, destinationId, subscriptionId, queuedOverSeconds]);
  await query('vacuum analyze');
}

/** The one subscription of a database, as the tables name it. */
export async function onlyLink(bench, database, name) {
  const [link] = await bench.postgres.query(
    database,
    `select project_id as "projectId", source_id as "sourceId", destination_id as "destinationId", id as "subscriptionId" from subscription where name = $1`,
    [name],
  );
  return link;
}
