import { loadavg } from 'node:os';
import { storeListHistory } from '../list-history.mjs';
import { percentiles } from '../percentiles.mjs';

const LIST_LIMIT_MS = 100;
const STATS_LIMIT_MS = 50;
const DAY_MS = 86_400_000;
/** Deep: so many pages of a hundred are turned before anything is measured. */
const PAGES_TURNED = 30;

const ago = (days) => encodeURIComponent(new Date(Date.now() - days * DAY_MS).toISOString());
const hourAgo = (hours) => encodeURIComponent(new Date(Date.now() - hours * 3_600_000).toISOString());

/** Every list with the filters that people use, a name each. `{source}` and the like are of the big project. */
function pathsOf({ sources, destinations, subscriptions, eventId, deliveryId }) {
  return {
    events: 'events',
    'events, 100': 'events?limit=100',
    'events of a source': `events?sourceId=${sources[2]}`,
    'events of a type': 'events?type=payment.created',
    'events of a rare type': 'events?type=rare.type',
    'events of no type': 'events?type=never.came',
    'events of a source and type': `events?sourceId=${sources[2]}&type=order.paid`,
    'events by external id': 'events?externalId=ext-424242',
    'events by no external id': 'events?externalId=nobody',
    'events, unmatched': 'events?unmatched=true',
    'events, matched': 'events?unmatched=false',
    'events in a period': `events?from=${ago(20)}&to=${ago(19)}`,
    'events of a type in a period': `events?type=invoice.paid&from=${ago(20)}&to=${ago(19)}`,
    'events by a search key': 'events?searchKey=order&searchValue=A-424242',
    'events by a frequent search key': 'events?searchKey=currency&searchValue=CHF&limit=100',
    'events by no search key': 'events?searchKey=order&searchValue=nobody',
    'events by a search key and type': 'events?searchKey=currency&searchValue=EUR&type=order.updated',
    deliveries: 'deliveries',
    'deliveries, 100': 'deliveries?limit=100',
    'deliveries delivered': 'deliveries?status=delivered',
    'deliveries failed': 'deliveries?status=failed',
    'deliveries cancelled': 'deliveries?status=cancelled',
    'deliveries scheduled': 'deliveries?status=scheduled',
    'deliveries delivering': 'deliveries?status=delivering',
    'deliveries of a destination': `deliveries?destinationId=${destinations[1]}`,
    'deliveries failed of a destination': `deliveries?status=failed&destinationId=${destinations[1]}`,
    'deliveries of a subscription': `deliveries?subscriptionId=${subscriptions[1]}`,
    'deliveries failed of a subscription': `deliveries?status=failed&subscriptionId=${subscriptions[1]}`,
    'deliveries of an event': `deliveries?eventId=${eventId}`,
    'deliveries in a period': `deliveries?from=${ago(20)}&to=${ago(19)}`,
    'attempts of a delivery': `deliveries/${deliveryId}/attempts`,
    refusals: 'refusals',
    'refusals of a source': `refusals?sourceId=${sources[2]}`,
    'refusals with a reason': 'refusals?reason=body-too-large',
    'refusals with a reason that none has': 'refusals?reason=address',
    'refusals in a period': `refusals?from=${ago(20)}&to=${ago(19)}`,
    'refusals, accepted': 'refusals?accepted=true',
    'audit log': 'audit-log',
    'audit log, action': 'audit-log?action=source.updated',
    'audit log, actor': 'audit-log?actorId=opr_01h2xcejqtf2nbrexx3vqjhp41',
    'audit log, resource': 'audit-log?resourceId=src_01h2xcejqtf2nbrexx3vqjh042',
    sources: 'sources',
    destinations: 'destinations',
    subscriptions: 'subscriptions',
    members: 'members',
    'api keys': 'api-keys',
    'ledger of an hour': `ledger?from=${hourAgo(3)}&to=${hourAgo(2)}`,
    'ledger of a day': `ledger?from=${ago(3)}&to=${ago(2)}`,
  };
}

const DEEP = [
  'events',
  'events of a source',
  'events of a type',
  'events, unmatched',
  'events by a frequent search key',
  'deliveries',
  'deliveries failed',
  'deliveries of a destination',
  'refusals',
  'audit log',
];

const STATS = {
  'stats of a day': 'stats',
  'stats of two days by 5 minutes': `stats?interval=5m&from=${ago(2)}`,
  'stats of a month by hours': `stats?interval=1h&from=${ago(29)}`,
  'stats of a month by days': `stats?interval=1d&from=${ago(29)}`,
};

/** Every list of the admin API over HTTP, on much history. */
export const lists = {
  name: 'lists',
  async run(bench) {
    const relay = await bench.relay();
    const rows = await setUp(bench, relay);
    const sizes = bench.options.listSizes;
    await storeListHistory(bench, relay.database, rows.plain, sizes);
    // Days behind were made beside a relay that runs: it begins anew with them.
    await relay.restart();
    const [big, small] = ['default', 'small'];
    const failed = (await relay.get(big, 'deliveries?status=failed')).data[0];
    const paths = pathsOf({ ...rows, eventId: failed.eventId, deliveryId: failed.id });
    const measured = [];
    const measure = async (name, project, path, limitMs) =>
      measured.push({ name, limitMs, ...(await time(relay, project, path, sizes.requests)) });
    for (const [name, path] of Object.entries(paths)) await measure(name, big, path, LIST_LIMIT_MS);
    for (const name of DEEP) {
      const cursor = await turn(relay, big, paths[name]);
      if (cursor) await measure(`${name}, deep`, big, withCursor(paths[name], cursor), LIST_LIMIT_MS);
    }
    for (const name of ['events', 'events of a type', 'deliveries', 'deliveries failed', 'refusals', 'audit log'])
      await measure(`small project: ${name}`, small, paths[name], LIST_LIMIT_MS);
    for (const [name, path] of Object.entries(STATS)) await measure(name, big, path, STATS_LIMIT_MS);
    const note = `on ${sizes.events.toLocaleString('en')} events, ${sizes.requests} requests each; load ${loadavg()[0].toFixed(1)} at the end`;
    return measured.map(({ name, limitMs, p50, p99 }, index) => ({
      ...{ what: name, unit: 'ms', against: '', of: 'p99', build: { p50, p99 }, target: `p99 < ${limitMs}`, below: limitMs },
      ...(index === 0 && { note }),
    }));
  },
};

async function setUp(bench, relay) {
  await relay.createProject('small');
  const sources = [];
  for (let n = 0; n < 5; n++) sources.push((await relay.createSource(`list-${n}`)).id);
  const links = [];
  for (let n = 0; n < 3; n++) links.push(await relay.connect({ id: sources[n] }, `http://127.0.0.1:9/${n}`));
  const query = (text) => bench.postgres.query(relay.database, text);
  const ids = async (text) => (await query(text)).map(({ id }) => id);
  const [big] = await ids(`select id from project where slug = 'default'`);
  const [small] = await ids(`select id from project where slug = 'small'`);
  const plain = {
    ...{ big, small, sources: await ids(`select id from source where project_id = '${big}' and not internal order by id`) },
    smallSource: (await ids(`select id from source where project_id = '${small}'`))[0],
    destinations: await ids('select destination_id as id from subscription order by id'),
    subscriptions: await ids('select id from subscription order by id'),
  };
  const [destinations, subscriptions] = [links.map(({ destination }) => destination.id), links.map(({ subscription }) => subscription.id)];
  return { plain, sources, destinations, subscriptions };
}

/** One request after the other, as a person waits for each. */
async function time(relay, project, path, requests) {
  const times = [];
  for (let n = -3; n < requests; n++) {
    const started = performance.now();
    await relay.get(project, path);
    if (n >= 0) times.push(performance.now() - started);
  }
  return percentiles(times);
}

async function turn(relay, project, path) {
  let cursor = null;
  const large = path.includes('limit=') ? path : `${path}${path.includes('?') ? '&' : '?'}limit=100`;
  for (let page = 0; page < PAGES_TURNED; page++) {
    const { nextCursor } = await relay.get(project, cursor ? withCursor(large, cursor) : large);
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return cursor;
}

const withCursor = (path, cursor) => `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`;
