// What must hold when all is quiet again (design section 2: G1, G2, G3, G5, G7, G10), asked of the store and of the receivers.
import { toTypeId } from '@posthorn/contracts';
import { ledgerFaults } from './ledger.mjs';
import '../bootstrap/register-ts.mjs';

const { deliveryStateSql } = await import(new URL('../../libs/store/src/sql/delivery-state.sql.ts', import.meta.url).href);

/** An outcome is committed within this after its 2xx, unless a fault stands in its way. */
const OUTCOME_MS = 4_000;
const SHOWN = 5;

const EVENTS = `select id, external_id, encode(sha256(body), 'hex') as sha256, encode(body_sha256, 'hex') as noted from event`;
const OPEN = `
select (select count(*)::int from queue) as queued,
  (select count(*)::int from process where ended_at is not null and low_water is not null) as unscanned,
  (select count(*)::int from event) as events`;
const STATES = `select status, count(*)::int as n from (${deliveryStateSql([], null)}) as s group by status`;

/** Whether something is still on its way; answers what, or null. */
export async function unsettled({ postgres, database, sender, receivers }) {
  for (const receiver of receivers) {
    const received = new Set(receiver.arrivals.filter((one) => one.answered).map((one) => one.id));
    const missing = [...sender.accepted.values()].filter(({ eventId }) => !received.has(eventId)).length;
    if (missing > 0) return `${missing} events have not reached ${receiver.name}`;
  }
  const [open] = await postgres.query(database, OPEN);
  if (open.queued > 0 || open.unscanned > 0) return `${open.queued} queue rows, ${open.unscanned} epochs not scanned`;
  const states = await postgres.query(database, STATES);
  const going = states.filter(({ status }) => status === 'scheduled' || status === 'delivering');
  return going.length > 0 ? going.map(({ status, n }) => `${n} ${status}`).join(', ') : null;
}

/** Every broken promise as a line; none = nothing was lost. */
export async function judge(round) {
  const { postgres, database, sender, receivers } = round;
  const stored = (await postgres.query(database, EVENTS)).map((row) => ({ ...row, eventId: toTypeId('evt', row.id) }));
  const states = await postgres.query(database, STATES);
  const lost = [...missingFromStore(sender, stored), ...receivers.flatMap((receiver) => missingAt(receiver, sender))];
  const duplicates = receivers.flatMap((receiver) => duplicatesAt(receiver, round.faults));
  const unexplained = duplicates.filter(({ explained }) => !explained);
  return {
    events: stored.length,
    deliveries: states.reduce((sum, { n }) => sum + n, 0),
    duplicates: duplicates.length,
    lost: lost.length,
    faults: [
      ...shown('lost', lost),
      ...shown('contradiction', sender.contradictions),
      ...shown('stored wrongly', wronglyStored(sender, stored)),
      ...shown(
        'arrived wrongly',
        receivers.flatMap((receiver) => [...wronglyArrived(receiver, stored)]),
      ),
      ...shown(
        'duplicate without a fault that explains it',
        unexplained.map(({ line }) => line),
      ),
      ...shown('overtaken', overtaken(round.ordered, sender)),
      ...shown('not delivered', wrongStates(states, stored.length * receivers.length)),
      ...shown('ledger', await ledgerFaults(round, { events: stored.length, deliveries: stored.length * receivers.length })),
    ],
  };
}

/** Where to look when something was lost: the events without a delivery for each route, and the lives of the processes. */
export async function evidence({ postgres, database }) {
  const incomplete = `select e.id, e.epoch, e.received_at, octet_length(e.routes) / 36 as routes, count(d.id)::int as deliveries
    from event e left join delivery d on d.event_id = e.id group by e.id, e.epoch, e.received_at, e.routes
    having count(d.id) < 3 order by e.id limit 10`;
  const undelivered = `select status, reason, attempts, count(*)::int as n, min(completed_at) as first, max(completed_at) as last
    from delivery where status <> 1 group by 1, 2, 3`;
  return {
    incomplete: await postgres.query(database, incomplete),
    undelivered: await postgres.query(database, undelivered),
    processes: await postgres.query(database, 'select * from process order by epoch'),
  };
}

function* missingFromStore(sender, stored) {
  const byId = new Map(stored.map((event) => [event.eventId, event]));
  for (const [externalId, { eventId, sha256 }] of sender.accepted) {
    const event = byId.get(eventId);
    if (event?.external_id !== externalId || event.sha256 !== sha256) yield `${eventId} (${externalId}) is not in the store as it was sent`;
  }
}

function missingAt(receiver, sender) {
  const received = new Set(receiver.arrivals.filter((one) => one.answered).map((one) => `${one.id} ${one.sha256}`));
  return [...sender.accepted.values()]
    .filter(({ eventId, sha256 }) => !received.has(`${eventId} ${sha256}`))
    .map(({ eventId }) => `${eventId} did not reach ${receiver.name}`);
}

function* wronglyStored(sender, stored) {
  const seen = new Set();
  for (const event of stored) {
    if (seen.has(event.external_id)) yield `${event.external_id} is stored twice`;
    seen.add(event.external_id);
    if (event.sha256 !== event.noted || event.sha256 !== sender.sent.get(event.external_id)) yield `${event.eventId} has other bytes`;
  }
}

/** Also of events that were answered 503 and stored all the same. */
function* wronglyArrived(receiver, stored) {
  const byId = new Map(stored.map((event) => [event.eventId, event]));
  const deliveryOf = new Map();
  for (const { id, sha256, delivery } of receiver.arrivals) {
    if (byId.get(id)?.sha256 !== sha256) yield `${id} at ${receiver.name}: ${byId.has(id) ? 'other bytes' : 'not in the store'}`;
    if ((deliveryOf.get(id) ?? delivery) !== delivery) yield `${id} at ${receiver.name} came as two deliveries`;
    deliveryOf.set(id, delivery);
  }
}

/** G7: each sender's next event began after the one before was answered, and must not reach the ordered receiver first. */
function* overtaken(receiver, sender) {
  const place = new Map();
  for (const { id, answered } of receiver.arrivals) if (answered && !place.has(id)) place.set(id, place.size);
  const last = new Map();
  for (const { eventId, name } of sender.accepted.values()) {
    const before = last.get(name);
    if (before && place.get(eventId) < place.get(before)) yield `${eventId} came before ${before} of sender ${name}`;
    last.set(name, eventId);
  }
}

/** A repeat after a 2xx is explained if a fault stood between that 2xx and the commit of its outcome. */
function duplicatesAt(receiver, faults) {
  const first = new Map();
  const duplicates = [];
  for (const { id, atMs, answered } of receiver.arrivals) {
    const before = first.get(id);
    if (before !== undefined) {
      const explained = faults.some((one) => one.explains && one.beganMs < before + OUTCOME_MS && before < one.endedMs + OUTCOME_MS);
      duplicates.push({ explained, line: `${id} at ${receiver.name}, ${atMs - before} ms after its 2xx` });
    } else if (answered) first.set(id, atMs);
  }
  return duplicates;
}

function wrongStates(states, expected) {
  const delivered = states.find(({ status }) => status === 'delivered')?.n ?? 0;
  return delivered === expected && states.length <= 1
    ? []
    : [`of ${expected} deliveries: ${states.map(({ status, n }) => `${n} ${status}`).join(', ')}`];
}

function shown(what, lines) {
  const all = [...lines];
  const more = all.length > SHOWN ? [`${what}: ${all.length - SHOWN} more`] : [];
  return [...all.slice(0, SHOWN).map((line) => `${what}: ${line}`), ...more];
}
