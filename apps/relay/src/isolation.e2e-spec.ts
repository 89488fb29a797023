import { openDatabase } from '@posthorn/store';
import request from 'supertest';
import type { Relay } from './relay.js';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

/** Fails until the breaker opens, and then often enough that no delivery comes to its end. */
const OFTEN = { schedule: Array<string>(50).fill('0s') };
/** One try each, from memory. */
const ONCE_NOW = { schedule: ['0s', '1h'] };
const ENOUGH_TO_OPEN = 10;

describe('destinations, each for itself:', () => {
  let relay: TestRelay;
  let receiver: RecordingServer;
  let others: RecordingServer[];
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };

  beforeAll(async () => (relay = await TestRelay.start({}, { clock })));
  afterAll(() => relay.stop());
  beforeEach(async () => {
    receiver = await RecordingServer.start();
    others = [];
  });
  afterEach(async () => {
    for (const one of [receiver, ...others]) await one.close();
  });

  async function another(): Promise<RecordingServer> {
    const server = await RecordingServer.start();
    others.push(server);
    return server;
  }

  const health = async (id: string): Promise<Json> => (await relay.get(`destinations/${id}`))['health'] as Json;

  const breaker = (id: string, wanted: string): Promise<Json> =>
    waitUntil(`a breaker that is ${wanted}`, async () => {
      const found = await health(id);
      return found['breaker'] === wanted ? found : null;
    });

  async function openBreakers(url = relay.adminUrl): Promise<number> {
    const { text } = await request(url).get('/metrics').expect(200);
    return Number(/^posthorn_breakers_open\{plugin="http"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  }

  async function send(slug: string, times: number): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < times; n++) ids.push(String((await relay.send(slug).expect(200)).headers['posthorn-event-id']));
    return ids;
  }

  const internalSource = async (): Promise<Json> => {
    const own = (await relay.list('sources?limit=100')).find((source) => source['internal'] === true);
    if (!own) throw new Error('there is no internal source');
    return own;
  };

  it('G6 isolation: a dead one gets a probe now and then, delays no other, and gets all that waited when it is back', async () => {
    const well = await another();
    const { source, destination } = await relay.connect('dead', receiver.url, { destination: { retry: OFTEN } });
    const other = await relay.create('destinations', { name: 'well', plugin: 'http', config: { url: well.url } });
    await relay.create('subscriptions', { name: 'well', sourceId: source.id, destinationId: other.id });
    receiver.answerWith(500);
    await send('dead', 2);
    const open = await breaker(destination.id, 'open');
    expect(open).toMatchObject({ failingSince: expect.any(String), since: expect.any(String), nextProbeAt: expect.any(String) });
    const { length } = receiver.arrivals;
    expect(length).toBeGreaterThanOrEqual(ENOUGH_TO_OPEN);
    const waiting = await send('dead', 30);
    await waitUntil('32 arrivals at the one that is well', () => well.arrivals.length === 32 || null, 5_000);
    // At most a probe after one, two and four seconds, whatever comes in.
    expect(receiver.arrivals.length - length).toBeLessThan(4);
    const unspent = await relay.list(`deliveries?destinationId=${destination.id}&status=scheduled&limit=100`);
    expect(unspent.filter(({ attemptCount }) => attemptCount === 0).length).toBeGreaterThan(25);
    expect(await health(other.id)).toMatchObject({ breaker: 'closed', failingSince: null, concurrency: 32 });
    receiver.answerWith(200);
    const delivered = (): Promise<Json[]> => relay.list(`deliveries?destinationId=${destination.id}&status=delivered&limit=100`);
    await waitUntil('all that waited', async () => (await delivered()).length === 32 || null);
    expect(waiting.every((id) => receiver.arrivals.some(({ headers }) => headers['webhook-id'] === id))).toBe(true);
    expect(await breaker(destination.id, 'closed')).toMatchObject({ failingSince: null, nextProbeAt: null });
  });

  it('a retry by a person reaches one whose breaker is open, at once', async () => {
    const { destination } = await relay.connect('insist', receiver.url);
    const database = await openDatabase({ url: relay.databaseUrl, maxConnections: 2 });
    await database.pool.query(`insert into destination_health
      select id, 'open', now(), now() + interval '1 minute', 9, now(), 10, 1, 1, clock_timestamp() from destination where name = 'insist'`);
    await database.pool.query(`select pg_notify('posthorn_health', '')`);
    await database.close();
    await waitUntil('an open breaker', async () => (await openBreakers()) === 1 || null);
    const [eventId] = await send('insist', 1);
    const [waiting] = await relay.list(`deliveries?eventId=${eventId}`);
    expect([waiting?.['status'], waiting?.['attemptCount'], receiver.arrivals.length]).toEqual(['scheduled', 0, 0]);
    await relay.api('post', `deliveries/${waiting?.id}/retry`).expect(202);
    await waitUntil('the arrival', () => receiver.arrivals.length === 1 || null, 5_000);
    await breaker(destination.id, 'closed');
  });

  it('what one process finds out, the others know, and those that start later too', async () => {
    const beside: Relay[] = [await relay.startBeside({ POSTHORN_ROLES: 'deliver' })];
    try {
      const { destination } = await relay.connect('shared', receiver.url, { destination: { retry: ONCE_NOW } });
      receiver.answerWith(503);
      await send('shared', ENOUGH_TO_OPEN);
      await breaker(destination.id, 'open');
      const [first] = beside;
      await waitUntil('the other process to know', async () => (await openBreakers(first?.publicUrl)) === 1 || null, 5_000);
      const late = await relay.startBeside({ POSTHORN_ROLES: 'deliver' });
      beside.push(late);
      expect(await openBreakers(late.publicUrl)).toBe(1);
      expect(receiver.arrivals).toHaveLength(ENOUGH_TO_OPEN);
      receiver.answerWith(200);
      const [waiting] = await relay.list(`deliveries?destinationId=${destination.id}&status=scheduled`);
      await relay.api('post', `deliveries/${waiting?.id}/retry`).expect(202);
      await breaker(destination.id, 'closed');
      for (const one of beside) await waitUntil('all to know', async () => (await openBreakers(one.publicUrl)) === 0 || null, 5_000);
    } finally {
      for (const one of beside) await one.stop();
    }
  });

  it('one that fails for too long is disabled, what waits fails with it, and who subscribed to it hears of it', async () => {
    const [watcher, everything] = [await another(), await another()];
    const { id: sourceId } = await internalSource();
    const watch = await relay.create('destinations', { name: 'watcher', plugin: 'http', config: { url: watcher.url } });
    await relay.create('subscriptions', { name: 'w', sourceId, destinationId: watch.id, eventTypes: ['destination.*'] });
    const all = await relay.create('destinations', { name: 'everything', plugin: 'http', config: { url: everything.url } });
    const allSources = await relay.create('subscriptions', { name: 'all', destinationId: all.id, eventTypes: ['destination.**'] });
    const { source, destination } = await relay.connect('failing', receiver.url, {
      destination: { retry: ONCE_NOW, disableAfterSeconds: 120 },
      subscription: { eventTypes: ['now'] },
    });
    const late = { sourceId: source.id, destinationId: destination.id, delaySeconds: 3_600, eventTypes: ['later'] };
    await relay.create('subscriptions', { name: 'late', ...late });
    receiver.answerWith(500);
    const waiting = String((await relay.send('failing', '{"event":"later"}')).headers['posthorn-event-id']);
    for (let n = 0; n < ENOUGH_TO_OPEN; n++) await relay.send('failing', '{"event":"now"}').expect(200);
    const { failingSince } = await breaker(destination.id, 'open');
    clock.aheadMs += 121_000;
    await relay.send('failing', '{"event":"now"}').expect(200);
    await waitUntil('the end', async () => (await relay.get(`destinations/${destination.id}`))['status'] === 'disabled' || null);
    await waitUntil(
      'what waits',
      async () => (await relay.list(`deliveries?eventId=${waiting}`))[0]?.['reason'] === 'destination-disabled',
    );
    await waitUntil('the news', () => watcher.arrivals.length === 1 || null);
    const [news] = watcher.arrivals;
    expect(JSON.parse(String(news?.body))).toEqual({
      ...{ type: 'destination.disabled', destinationId: destination.id, name: 'failing', plugin: 'http', reason: 'failing', failingSince },
      at: expect.stringMatching(/Z$/),
    });
    expect(news?.headers).toMatchObject({ 'posthorn-source': 'posthorn', 'posthorn-event-type': 'destination.disabled' });
    const events = await relay.list(`events?sourceId=${sourceId}&type=destination.disabled`);
    expect(events.map(({ id }) => id)).toEqual([news?.headers['webhook-id']]);
    expect(everything.arrivals).toEqual([]);
    await relay.send('posthorn', '{"type":"destination.disabled"}').expect(404);
    await relay.api('delete', `subscriptions/${allSources.id}`).expect(204);
    // Enabled again it begins anew: what it did before does not disable it at its next failure.
    await relay.api('patch', `destinations/${destination.id}`).send({ status: 'enabled' }).expect(200);
    for (let n = 0; n < 3; n++) {
      const again = String((await relay.send('failing', '{"event":"now"}')).headers['posthorn-event-id']);
      await waitUntil('another failure', async () => (await relay.list(`deliveries?eventId=${again}`))[0]?.['attemptCount'] === 1);
    }
    expect((await relay.get(`destinations/${destination.id}`))['status']).toBe('enabled');
  });

  it('two that hear of each other and are gone end with one event each', async () => {
    const { id: sourceId } = await internalSource();
    const second = await another();
    const { destination } = await relay.connect('gone-1', receiver.url);
    const other = await relay.create('destinations', { name: 'gone-2', plugin: 'http', config: { url: second.url } });
    for (const { id } of [destination, other]) {
      await relay.create('subscriptions', { name: id, sourceId, destinationId: id, eventTypes: ['destination.disabled'] });
    }
    receiver.answerWith(410);
    second.answerWith(410);
    await send('gone-1', 1);
    const ended = await waitUntil('the last delivery', async () =>
      (await relay.list(`deliveries?destinationId=${destination.id}`)).find(({ reason }) => reason === 'destination-disabled'),
    );
    const told = (await relay.list(`events?sourceId=${sourceId}`)).slice(0, 2);
    const bodies = await Promise.all(
      told.map(
        async ({ id }) => JSON.parse(((await relay.get(`events/${id}`)) as unknown as { body: { data: string } }).body.data) as Json,
      ),
    );
    expect(bodies.map((body) => [body['name'], body['reason'], body['failingSince']])).toEqual([
      ['gone-2', 'gone', null],
      ['gone-1', 'gone', null],
    ]);
    expect(ended['eventId']).toBe(told[0]?.id);
    expect([receiver.arrivals.length, second.arrivals.length]).toEqual([1, 1]);
  });
});
