import type { RefusalReason, Route, SearchKeyValue, Uuid } from '@posthorn/contracts';
import { fromTypeId, toTypeId } from '@posthorn/contracts';
import { storableSearchValue } from '@posthorn/routing';
import { deliveryIdOf, EventWriter, OutcomeWriter, RefusalWriter, type NewEvent, type NextStep } from '@posthorn/store';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown> & { id: string };
interface List {
  readonly data: Json[];
  readonly nextCursor: string | null;
}

describe('history', () => {
  let admin: TestAdmin;
  let events: EventWriter;
  let outcomes: OutcomeWriter;
  let projectId: Uuid;
  const ids = { source: '', destination: '', subscription: '' };
  beforeAll(async () => {
    admin = await startTestAdmin();
    events = new EventWriter(admin.database.pool, admin.epoch);
    outcomes = new OutcomeWriter(admin.database.pool, admin.epoch);
    projectId = fromTypeId('prj', ((await admin.send('get', 'projects/default')).body as Json).id) ?? '';
    await setUp();
  });
  afterAll(() => admin.close());

  const create = async (resource: string, body: object): Promise<string> => ((await admin.call('post', resource, body)).body as Json).id;
  const uuid = (id: string): Uuid => fromTypeId(id.slice(0, 3) as 'src', id) ?? '';
  const list = async (path: string): Promise<List> => {
    const answer = await admin.call('get', path);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as List;
  };

  async function setUp(): Promise<void> {
    ids.source = await create('sources', { name: 'S', verification: { provider: 'none' } });
    ids.destination = await create('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } });
    ids.subscription = await create('subscriptions', { name: 'L', destinationId: ids.destination });
  }

  /** Stores an event that waits in the queue, or matches nothing. */
  async function event(extra: Partial<NewEvent> = {}): Promise<Uuid> {
    const route: Route = { subscriptionId: uuid(ids.subscription), destinationId: uuid(ids.destination), delaySeconds: 3_600 };
    const { eventId } = await events.accept({
      ...{ projectId, sourceId: uuid(ids.source), type: 'order.paid', externalId: null, dedupeWindowSeconds: 60 },
      ...{ receivedAtMs: admin.clock.now(), occurredAtMs: null, method: 'POST', path: '/sub', query: 'a=1', faults: [] },
      headers: ['Content-Type', 'text/plain', 'AUTHORIZATION', 'Bearer hush', 'X-A', '1', 'x-a', '2', 'Cookie', 'hush'],
      body: Buffer.from('grüezi\0'),
      routes: [route],
      ...extra,
    });
    return eventId;
  }
  const deliveryOf = (eventId: Uuid): string => toTypeId('dlv', deliveryIdOf(eventId, 1));

  function record(eventId: Uuid, next: NextStep): Promise<boolean> {
    const exchange = { request: null, response: { status: 500, headers: [], body: 'no', truncated: false }, error: null };
    const outcome = next.status === 'delivered' ? ('delivered' as const) : ('failed' as const);
    const attempt = { number: 1, startedAtMs: admin.clock.now(), durationMs: 3, outcome, reason: 'http-500', exchange };
    const ref = {
      deliveryId: deliveryIdOf(eventId, 1),
      projectId,
      destinationId: uuid(ids.destination),
      subscriptionId: uuid(ids.subscription),
    };
    return outcomes.record({ ...ref, attempt, next }, { heldBy: admin.epoch.current, fromMemory: false });
  }

  describe('an event', () => {
    it('is shown with its exact body, its headers and its deliveries', async () => {
      const id = toTypeId('evt', await event());
      const { body } = await admin.call('get', `events/${id}`);
      expect(body).toMatchObject({
        ...{ id, sourceId: ids.source, type: 'order.paid', externalId: null, occurredAt: null, method: 'POST', path: '/sub', query: 'a=1' },
        contentType: 'text/plain',
        bodyBytes: 8,
        body: { encoding: 'utf8', data: 'grüezi\0' },
        faults: [],
        filtered: [],
        deliveries: { delivered: 0, scheduled: 1, delivering: 0, failed: 0, cancelled: 0 },
      });
      expect((body as Json)['headers']).toEqual([
        ['Content-Type', 'text/plain'],
        ['AUTHORIZATION', '[redacted]'],
        ['X-A', '1'],
        ['x-a', '2'],
        ['Cookie', '[redacted]'],
      ]);
      const [item] = (await list('events?limit=1')).data;
      expect(item).toEqual(Object.fromEntries(Object.entries(body as Json).filter(([name]) => name !== 'body')));
    });

    it.each([
      ['bytes that are no UTF-8', Buffer.from([0xff, 0x00, 0x80]), { encoding: 'base64', data: '/wCA' }],
      ['a byte order mark', Buffer.from('\uFEFF{}'), { encoding: 'utf8', data: '\uFEFF{}' }],
      ['nothing', Buffer.alloc(0), { encoding: 'utf8', data: '' }],
    ])('gives %s back', async (_case, body, shown) => {
      const id = toTypeId('evt', await event({ body }));
      expect(((await admin.call('get', `events/${id}`)).body as Json)['body']).toEqual(shown);
      const download = await admin.call('get', `events/${id}/body`);
      expect(Buffer.from(download.body as Buffer).equals(body)).toBe(true);
      expect(download.headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${id}.bin"`,
        'x-content-type-options': 'nosniff',
      });
    });

    it('is found by its type, its external id, its time, and by matching nothing', async () => {
      const typed = toTypeId('evt', await event({ type: 'rare', externalId: 'ext-1' }));
      const lonely = toTypeId('evt', await event({ routes: [] }));
      const found = async (query: string): Promise<string[]> => (await list(`events?${query}`)).data.map(({ id }) => id);
      expect(await found('type=rare')).toEqual([typed]);
      expect(await found(`externalId=ext-1&sourceId=${ids.source}`)).toEqual([typed]);
      expect(await found('unmatched=true')).toEqual([lonely]);
      expect(await found('sourceId=src_01h2xcejqtf2nbrexx3vqjhp41')).toEqual([]);
      expect(await found('from=2001-01-01T00:00:00Z&to=2001-02-01T00:00:00Z')).toEqual([]);
      expect(await found('from=2001-01-01T00:00:00Z&limit=1')).toEqual([lonely]);
    });

    it('is found by its search keys, exactly, and shows them', async () => {
      const long = 'ü'.repeat(200);
      const values: SearchKeyValue[] = [
        ['order', 'A 1&2'],
        ['note', storableSearchValue(long)],
      ];
      const id = toTypeId('evt', await event({ searchKeys: values }));
      await event({ searchKeys: [['order', 'A 1&2x']] });
      await events.searchKeys.flush();
      const { data } = await list('events?searchKey=order&searchValue=A%201%262');
      expect(data.map((one) => one.id)).toEqual([id]);
      expect(data[0]?.['searchKeys']).toEqual(Object.fromEntries(values));
      expect((await list(`events?searchKey=note&searchValue=${encodeURIComponent(long)}`)).data.map((one) => one.id)).toEqual([id]);
      expect((await list('events?searchKey=note&searchValue=A%201%262')).data).toEqual([]);
    });

    it.each([
      ['searchKey=order', 'searchValue'],
      ['searchValue=1', 'searchKey'],
      ['searchKey=Order&searchValue=1', 'searchKey'],
      ['searchKey=order&searchValue=%00', 'searchValue'],
    ])('is not looked for by half of a search: ?%s', async (query, field) => {
      const { status, body } = await admin.call('get', `events?${query}`);
      expect([status, (body as { errors: { field: string }[] }).errors.map((error) => error.field)]).toEqual([422, [field]]);
    });

    it.each(['from=yesterday', 'sourceId=x', 'unmatched=maybe', 'type=%00'])('is not looked for by ?%s', async (query) => {
      expect((await admin.call('get', `events?${query}`)).status).toBe(422);
    });
  });

  describe('a delivery', () => {
    it('is listed with its state, and page by page', async () => {
      const eventId = await event();
      const id = deliveryOf(eventId);
      const { data } = await list(`deliveries?eventId=${toTypeId('evt', eventId)}&status=scheduled&destinationId=${ids.destination}`);
      expect(data).toEqual([
        {
          ordered: false,
          ...{ id, eventId: toTypeId('evt', eventId), subscriptionId: ids.subscription, destinationId: ids.destination },
          ...{ status: 'scheduled', attemptCount: 0, nextAttemptAt: expect.any(String), createdAt: expect.any(String) },
          ...{ completedAt: null, replay: false, reason: null },
        },
      ]);
      expect((await admin.call('get', `deliveries/${id}`)).body).toEqual(data[0]);
      const first = await list('deliveries?limit=1');
      const second = await list(`deliveries?limit=1&cursor=${first.nextCursor ?? ''}`);
      expect([first.data[0]?.id, second.data[0]?.id]).toEqual((await list('deliveries?limit=2')).data.map((one) => one.id));
      expect(second.data[0]?.id).not.toBe(id);
    });

    it('shows its attempts', async () => {
      const eventId = await event();
      await record(eventId, { status: 'failed', reason: 'exhausted' });
      const { data } = (await admin.call('get', `deliveries/${deliveryOf(eventId)}/attempts`)).body as List;
      expect(data).toEqual([
        {
          ...{
            id: expect.stringMatching(/^att_/),
            number: 1,
            startedAt: expect.any(String),
            durationMs: 3,
            outcome: 'failed',
            reason: 'http-500',
          },
          response: { status: 500, headers: [], contentType: null, body: 'no', encoding: 'utf8', truncated: false },
          ...{ request: null, error: null, transform: null },
        },
      ]);
    });

    it('is hurried when it waits, and revived when it failed', async () => {
      const eventId = await event();
      const path = `deliveries/${deliveryOf(eventId)}`;
      const hurried = await admin.call('post', `${path}/retry`);
      expect(hurried.status).toBe(202);
      expect(Date.parse((hurried.body as { nextAttemptAt: string }).nextAttemptAt)).toBeLessThanOrEqual(Date.now() + 1_000);
      expect(admin.signals.dueFor.at(-1)).toBe(uuid(ids.destination));
      await record(eventId, { status: 'failed', reason: 'exhausted' });
      const revived = await admin.call('post', `${path}/retry`);
      expect([revived.status, revived.body]).toEqual([
        202,
        expect.objectContaining({ status: 'scheduled', reason: null, completedAt: null }),
      ]);
      await record(eventId, { status: 'delivered' });
      const done = await admin.call('post', `${path}/retry`);
      expect([done.status, (done.body as Json)['code']]).toEqual([409, 'conflict']);
    });

    it.each([
      // The later moment first: a heartbeat may draw an id from the clock that runs ahead, and ids never go back.
      ['is not retried', 24 * 3_600_000 - 60_000, 409],
      ['is retried', 24 * 3_600_000 + 60_000, 202],
    ])('%s with %s ms until its event expires', async (_case, leftMs, status) => {
      const eventId = await event();
      const aheadMs = 30 * 24 * 3_600_000 - leftMs;
      // Access tokens live 15 minutes: a day ahead nobody is signed in any more.
      admin.clock.advance(aheadMs);
      try {
        const { body: tokens } = await admin.send('post', 'auth/tokens', { email: EMAIL, password: PASSWORD }, { authorization: '' });
        const authorization = `Bearer ${(tokens as { accessToken: string }).accessToken}`;
        const answer = await admin.call('post', `deliveries/${deliveryOf(eventId)}/retry`, undefined, { authorization });
        expect(answer.status).toBe(status);
      } finally {
        admin.clock.advance(-aheadMs);
      }
    });

    it('is cancelled once, and the deliveries hear of it', async () => {
      const eventId = await event();
      const path = `deliveries/${deliveryOf(eventId)}/cancel`;
      const answer = await admin.call('post', path);
      expect([answer.status, answer.body]).toEqual([
        200,
        expect.objectContaining({ status: 'cancelled', reason: 'cancelled-by-operator' }),
      ]);
      expect(admin.signals.ended).toContain(deliveryIdOf(eventId, 1));
      expect((await admin.call('post', path)).status).toBe(409);
    });

    it('fails when its destination is disabled, and is not revived before that changes', async () => {
      const id = deliveryOf(await event());
      await admin.call('patch', `destinations/${ids.destination}`, { status: 'disabled' });
      expect((await admin.call('get', `deliveries/${id}`)).body).toMatchObject({ status: 'failed', reason: 'destination-disabled' });
      expect((await admin.call('post', `deliveries/${id}/retry`)).status).toBe(409);
      const { length } = admin.signals.dueFor;
      await admin.call('patch', `destinations/${ids.destination}`, { status: 'enabled' });
      expect(admin.signals.dueFor.length).toBe(length + 1);
      expect((await admin.call('post', `deliveries/${id}/retry`)).status).toBe(202);
    });

    it.each([
      ['subscription-deleted', () => admin.call('delete', `subscriptions/${ids.subscription}`)],
      ['destination-deleted', () => admin.call('delete', `destinations/${ids.destination}?cascade=true`)],
      ['source-deleted', () => admin.call('delete', `sources/${ids.source}`)],
    ])('is cancelled as %s, and not retried, for it would end at once', async (reason, remove) => {
      await setUp();
      const eventId = await event();
      expect((await remove()).status).toBe(204);
      expect((await admin.call('get', `deliveries/${deliveryOf(eventId)}`)).body).toMatchObject({ status: 'cancelled', reason });
      expect(admin.signals.ended).toContain(deliveryIdOf(eventId, 1));
      expect((await admin.call('post', `deliveries/${deliveryOf(eventId)}/retry`)).status).toBe(409);
      // History still resolves.
      expect((await admin.call('get', `events/${toTypeId('evt', eventId)}`)).status).toBe(200);
    });
  });

  describe('a refusal', () => {
    it('is listed and shown', async () => {
      await setUp();
      const refusals = new RefusalWriter(admin.database.pool, admin.epoch, () => undefined);
      const add = (reason: RefusalReason): boolean =>
        refusals.add({
          ...{ projectId, sourceId: uuid(ids.source), reason, detail: 'It does not match.', receivedAtMs: admin.clock.now() },
          ...{ method: 'POST', path: '', query: '', headers: ['Authorization', 'Basic hush'], credentials: null },
          ...{ body: Buffer.from([0xff]), bodyBytes: 9, remoteAddress: '192.0.2.1' },
        });
      add('signature-mismatch');
      add('timestamp-too-old');
      await refusals.drained();
      const { data } = await list(`refusals?sourceId=${ids.source}&reason=signature-mismatch`);
      expect(data).toHaveLength(1);
      const { body } = await admin.call('get', `refusals/${data[0]?.id ?? ''}`);
      const diagnosis = [{ code: 'accepted-now', message: 'It would be accepted.' }];
      expect(body).toEqual({ ...data[0], diagnosis, body: { encoding: 'base64', data: '/w==' } });
      expect(body).toMatchObject({
        reason: 'signature-mismatch',
        bodyBytes: 9,
        bodyTruncated: true,
        acceptedEventId: null,
        headers: [['Authorization', '[redacted]']],
        remoteAddress: '192.0.2.1',
      });
      expect((await list('refusals')).data.map(({ reason }) => reason)).toEqual(['timestamp-too-old', 'signature-mismatch']);
      expect((await admin.call('get', 'refusals?reason=boredom')).status).toBe(422);
    });

    it('that still cannot be accepted is a conflict with the reason', async () => {
      const { data } = await list('refusals');
      const answer = await admin.call('post', `refusals/${data[0]?.id ?? ''}/accept`);
      expect([answer.status, answer.body]).toMatchObject([409, { code: 'conflict', reason: 'signature-mismatch' }]);
    });

    it.each<[string, object, string]>([
      ['nothing', {}, 'ids'],
      ['ids and a filter', { ids: ['rfs_01h2xcejqtf2nbrexx3vqjhp41'], reason: 'method' }, 'ids'],
      ['ids that are none', { ids: ['evt_01h2xcejqtf2nbrexx3vqjhp41'] }, 'ids'],
      ['too many', { ids: Array.from({ length: 101 }, () => 'rfs_01h2xcejqtf2nbrexx3vqjhp41') }, 'ids'],
      ['a reason that is none', { reason: 'boredom' }, 'reason'],
      ['a force that is no boolean', { reason: 'method', force: 'yes' }, 'force'],
      ['a limit over 100', { reason: 'method', limit: 101 }, 'limit'],
    ])('accepts none for %s', async (_case, body, field) => {
      const answer = await admin.call('post', 'refusals/accept', body);
      expect([answer.status, (answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)]).toEqual([422, [field]]);
    });
  });

  it('has shown no credential in any answer', () => {
    expect(admin.answers.filter((answer) => answer.includes('hush'))).toEqual([]);
  });
});
