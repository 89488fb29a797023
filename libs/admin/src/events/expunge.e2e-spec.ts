import { createHash } from 'node:crypto';
import { fromTypeId, toTypeId, type Uuid } from '@posthorn/contracts';
import { deliveryIdOf, DeliveryControl, EventWriter, Expunge, OutcomeWriter, type Handoff, type NextStep } from '@posthorn/store';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown> & { id: string };

const BODY = Buffer.from('{"name":"Regula Muster"}');
const ROUTES = 3;

describe('expunging an event', () => {
  let admin: TestAdmin;
  let events: EventWriter;
  let outcomes: OutcomeWriter;
  let projectId: Uuid;
  const ids = { source: '', destination: '', subscription: '' };

  beforeAll(async () => {
    admin = await startTestAdmin();
    events = new EventWriter(admin.database.pool, admin.epoch);
    outcomes = new OutcomeWriter(admin.database.pool, admin.epoch);
    projectId = uuid(((await admin.send('get', 'projects/default')).body as Json).id);
    ids.source = await create('sources', { name: 'S', verification: { provider: 'none' } });
    ids.destination = await create('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } });
    ids.subscription = await create('subscriptions', { name: 'L', destinationId: ids.destination });
  });
  afterAll(() => admin.close());

  const create = async (resource: string, body: object): Promise<string> => ((await admin.call('post', resource, body)).body as Json).id;
  const uuid = (id: string): Uuid => fromTypeId(id.slice(0, 3) as 'src', id) ?? '';
  const whereabouts = (eventId: Uuid, route: number) => ({
    ...{ deliveryId: deliveryIdOf(eventId, route), projectId },
    ...{ destinationId: uuid(ids.destination), subscriptionId: uuid(ids.subscription) },
  });

  /** With one route that waits in the queue, and the others in this process's memory. */
  async function event(): Promise<Uuid> {
    let planned = 0;
    const handoff: Handoff = {
      plan: () => (planned++ === 0 ? { to: 'queue', delayMs: 3_600_000 } : { to: 'memory' }),
      give: () => undefined,
      queued: () => undefined,
    };
    events.setHandoff(handoff);
    const route = { subscriptionId: uuid(ids.subscription), destinationId: uuid(ids.destination), delaySeconds: 0 };
    const { eventId } = await events.accept({
      ...{ projectId, sourceId: uuid(ids.source), type: 'person.moved', externalId: 'order-7', dedupeWindowSeconds: 0 },
      ...{
        receivedAtMs: admin.clock.now(),
        occurredAtMs: null,
        method: 'PUT',
        path: '/people',
        query: 'mail=regula@example.com',
        faults: [],
      },
      ...{
        headers: ['Content-Type', 'application/json', 'X-Person', 'Regula'],
        body: BODY,
        searchKeys: [['name', 'Regula Muster']],
        routes: Array.from({ length: ROUTES }, () => route),
      },
    });
    await events.searchKeys.flush();
    return eventId;
  }

  async function record(eventId: Uuid, route: number, number: number, next: NextStep): Promise<void> {
    const exchange = {
      request: {
        method: 'POST',
        url: 'https://example.com/hook?mail=regula@example.com',
        headers: [['x-person', 'Regula']] as const,
        bodyBytes: 24,
      },
      response: { status: 500, headers: [['x-echo', 'Regula']] as const, body: 'Regula is unknown', truncated: false },
      error: null,
    };
    const attempt = { number, startedAtMs: admin.clock.now(), durationMs: 3, outcome: 'retry' as const, reason: 'http-500', exchange };
    await outcomes.record({ ...whereabouts(eventId, route), attempt, next }, { heldBy: admin.epoch.current, fromMemory: false });
  }

  const later: NextStep = { status: 'scheduled', delayMs: 3_600_000, slot: 1, attempts: 1 };
  const stored = async (): Promise<string> => {
    const { rows } = await admin.database.pool.query<{ text: string }>(
      `select string_agg(t::text, ' ') as text from (
        select encode(head, 'escape') || encode(body, 'escape') || coalesce(encode(search_keys, 'escape'), '') as t from event
        union all select value from search_key
        union all select encode(exchange, 'escape') from delivery union all select encode(exchange, 'escape') from attempt) x`,
    );
    return rows[0]?.text ?? '';
  };

  it('removes what a sender wrote and receivers answered from everything stored, and keeps the facts', async () => {
    const eventId = await event();
    const id = toTypeId('evt', eventId);
    await record(eventId, 2, 1, later);
    await record(eventId, 2, 2, { ...later, attempts: 2 });
    const search = 'events?searchKey=name&searchValue=Regula%20Muster';
    expect(((await admin.call('get', search)).body as { data: Json[] }).data.map((one) => one.id)).toEqual([id]);
    expect(await stored()).toMatch(/Regula|regula/);
    const answer = await admin.call('post', `events/${id}/expunge`);
    expect(answer.status).toBe(200);
    const facts = {
      ...{ id, type: 'person.moved', externalId: 'order-7', method: 'PUT', path: '/people', query: '', contentType: null, body: null },
      ...{ bodyBytes: BODY.length, bodySha256: createHash('sha256').update(BODY).digest('hex'), expungedAt: expect.any(String) },
      headers: [
        ['Content-Type', '[expunged]'],
        ['X-Person', '[expunged]'],
      ],
      deliveries: { delivered: 0, scheduled: 0, delivering: 0, failed: 0, cancelled: ROUTES },
      searchKeys: {},
    };
    expect(answer.body).toMatchObject(facts);
    expect((await admin.call('get', `events/${id}`)).body).toEqual(answer.body);
    expect((await admin.call('get', search)).body).toEqual({ data: [], nextCursor: null });
    expect(await stored()).not.toMatch(/Regula|regula/);
    const { data } = (await admin.call('get', `deliveries/${toTypeId('dlv', deliveryIdOf(eventId, 2))}/attempts`)).body as { data: Json[] };
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({
      reason: 'http-500',
      request: { method: 'POST', url: 'https://example.com/hook', headers: [], bodyBytes: 24 },
      response: { status: 500, headers: [], body: '', truncated: true },
    });
    const gone = await admin.call('get', `events/${id}/body`);
    expect([gone.status, (gone.body as Json)['code']]).toEqual([410, 'gone']);
  });

  it('cancels what waits, in the queue and in memory, tells the deliveries, and lets none be sent again', async () => {
    const eventId = await event();
    await admin.call('post', `events/${toTypeId('evt', eventId)}/expunge`);
    const all = Array.from({ length: ROUTES }, (_, n) => deliveryIdOf(eventId, n + 1));
    expect(admin.signals.ended).toEqual(expect.arrayContaining(all));
    for (const one of all) {
      const path = `deliveries/${toTypeId('dlv', one)}`;
      expect((await admin.call('get', path)).body).toMatchObject({ status: 'cancelled', reason: 'event-expunged' });
      expect((await admin.call('post', `${path}/retry`)).status).toBe(409);
    }
    expect((await admin.database.pool.query('select from queue')).rowCount).toBe(0);
  });

  it('may be asked for twice, and is not there for an event of nobody', async () => {
    const id = toTypeId('evt', await event());
    const first = await admin.call('post', `events/${id}/expunge`);
    const second = await admin.call('post', `events/${id}/expunge`);
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect((await admin.call('post', 'events/evt_01h2xcejqtf2nbrexx3vqjhp41/expunge')).status).toBe(404);
  });

  it('leaves nothing of an attempt that was under way, and recorded later', async () => {
    const eventId = await event();
    await admin.call('post', `events/${toTypeId('evt', eventId)}/expunge`);
    await record(eventId, 2, 1, later);
    expect(await stored()).toContain('Regula');
    const expunge = new Expunge(admin.database.pool, new DeliveryControl(admin.database.pool));
    expect(await expunge.runLate()).toBe(1);
    expect(await stored()).not.toMatch(/Regula|regula/);
    expect(await expunge.runLate()).toBe(0);
  });

  it('leaves nothing of search keys that were being written, and are not found meanwhile', async () => {
    const eventId = await event();
    await admin.call('post', `events/${toTypeId('evt', eventId)}/expunge`);
    // As a statement that began before the expunge writes them, and as this process's own may have.
    await admin.database.pool.query(
      'insert into search_key (event_id, project_id, name, value) values ($1, $2, $3, $4) on conflict do nothing',
      [eventId, projectId, 'name', 'Regula Muster'],
    );
    expect((await admin.call('get', 'events?searchKey=name&searchValue=Regula%20Muster')).body).toMatchObject({ data: [] });
    const expunge = new Expunge(admin.database.pool, new DeliveryControl(admin.database.pool));
    expect(await expunge.runLate()).toBe(1);
    expect(await stored()).not.toContain('Regula');
  });

  it('and a retry at the same moment: one of them wins, and nothing is left to be sent', async () => {
    for (let n = 0; n < 10; n++) {
      const eventId = await event();
      await record(eventId, 1, 1, { status: 'failed', reason: 'exhausted' });
      const retry = `deliveries/${toTypeId('dlv', deliveryIdOf(eventId, 1))}/retry`;
      const [retried] = await Promise.all([admin.call('post', retry), admin.call('post', `events/${toTypeId('evt', eventId)}/expunge`)]);
      expect([202, 409]).toContain(retried.status);
      expect((await admin.database.pool.query('select from queue')).rowCount).toBe(0);
    }
  });
});
