import { fromTypeId, toTypeId, type Route, type Uuid } from '@posthorn/contracts';
import { deliveryIdOf, EventWriter, type NewEvent } from '@posthorn/store';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown> & { readonly id: string };
interface Answer {
  readonly status: number;
  readonly body: { readonly data: Json[]; readonly [name: string]: unknown };
}

const ABSENT = { subscription: 'sub_01h2xcejqtf2nbrexx3vqjhp41', destination: 'dst_01h2xcejqtf2nbrexx3vqjhp41' };

describe('an event that is there', () => {
  let admin: TestAdmin;
  let events: EventWriter;
  let projectId: Uuid;
  let sourceId: string;
  let destinationId: string;
  let elsewhere: string;
  let large: string;
  let all: string;

  beforeAll(async () => {
    admin = await startTestAdmin();
    events = new EventWriter(admin.database.pool, admin.epoch);
    projectId = fromTypeId('prj', ((await admin.send('get', 'projects/default')).body as Json).id) ?? '';
    sourceId = await create('sources', { name: 'S', verification: { provider: 'none' } });
    destinationId = await destination('D');
    elsewhere = await destination('E');
    all = await create('subscriptions', { name: 'All', destinationId });
    large = await create('subscriptions', { name: 'Large', destinationId, filter: { body: { amount: { $gt: 100 } } } });
  });
  afterAll(() => admin.close());

  const create = async (resource: string, body: object): Promise<string> => ((await admin.call('post', resource, body)).body as Json).id;
  const destination = (name: string) => create('destinations', { name, plugin: 'hook', config: { url: 'https://example.com/' } });
  const uuid = (id: string): Uuid => fromTypeId(id.slice(0, 3) as 'src', id) ?? '';
  const route = (subscription: string, to = destinationId): Route => ({
    ...{ subscriptionId: uuid(subscription), destinationId: uuid(to), delaySeconds: 3_600 },
  });
  async function event(extra: Partial<NewEvent> = {}): Promise<string> {
    const { eventId } = await events.accept({
      ...{ projectId, sourceId: uuid(sourceId), type: 'order.paid', externalId: null, dedupeWindowSeconds: 60 },
      ...{ receivedAtMs: admin.clock.now(), occurredAtMs: null, method: 'POST', path: '/p', query: 'q=1', faults: [] },
      ...{ headers: ['X-Env', 'live'], body: Buffer.from('{"amount":7}'), routes: [route(all)] },
      ...extra,
    });
    return toTypeId('evt', eventId);
  }
  const post = async (path: string, body?: object): Promise<Answer> => (await admin.call('post', path, body)) as unknown as Answer;

  it('G4 nothing vanishes: shows which filters stopped it, in the list and by itself, and is not called unmatched', async () => {
    const filtered = [{ subscriptionId: uuid(large), clause: 'body.amount.$gt: 100' }];
    const id = await event({ routes: [], filtered });
    const shown = [{ subscriptionId: large, clause: 'body.amount.$gt: 100' }];
    expect((await admin.call('get', `events/${id}`)).body).toMatchObject({ filtered: shown, deliveries: { delivered: 0, scheduled: 0 } });
    const list = async (query: string) => ((await admin.call('get', `events?${query}`)).body as Answer['body']).data;
    expect((await list('limit=1'))[0]).toMatchObject({ id, filtered: shown });
    expect((await list('unmatched=true')).map((one) => one.id)).not.toContain(id);
    expect((await list('unmatched=false')).map((one) => one.id)).toContain(id);
  });

  describe('is explained', () => {
    it('for every subscription of the project as it is now, with what decided', async () => {
      const off = await create('subscriptions', { name: 'Off', destinationId, status: 'disabled' });
      const typed = await create('subscriptions', { name: 'Typed', destinationId, eventTypes: ['refund.*'] });
      const other = await create('sources', { name: 'O', verification: { provider: 'none' } });
      const sourced = await create('subscriptions', { name: 'Sourced', destinationId, sourceId: other });
      const { status, body } = await post(`events/${await event()}/explain`);
      expect(status).toBe(200);
      expect(body).toEqual({
        data: [
          { subscriptionId: sourced, destinationId, matches: false, decidedBy: 'source', clause: expect.any(String) },
          { subscriptionId: typed, destinationId, matches: false, decidedBy: 'type', clause: expect.any(String) },
          { subscriptionId: off, destinationId, matches: false, decidedBy: 'disabled', clause: expect.any(String) },
          { subscriptionId: large, destinationId, matches: false, decidedBy: 'filter', clause: 'body.amount.$gt: 100' },
          { subscriptionId: all, destinationId, matches: true, decidedBy: null, clause: null },
        ],
        filter: null,
      });
      for (const id of [off, typed, sourced]) await admin.call('delete', `subscriptions/${id}`);
    });

    it("of the relay's own source for those that name it", async () => {
      const { rows } = await admin.database.pool.query<{ id: Uuid }>('select id from source where internal and project_id = $1', [
        projectId,
      ]);
      const { body } = await post(`events/${await event({ sourceId: rows[0]?.id ?? '', routes: [] })}/explain`);
      expect(body.data.map((one) => one['decidedBy'])).toEqual(['source', 'source']);
    });

    it.each([
      [
        { body: { amount: 7 }, headers: { 'x-env': 'live' }, path: '/p', query: { q: '1' } },
        { matches: true, clause: null },
      ],
      [{ body: { amount: 8 } }, { matches: false, clause: 'body.amount: 8' }],
      [null, null],
    ])('with a filter to try out: %j', async (filter, expected) => {
      expect((await post(`events/${await event()}/explain`, { filter })).body['filter']).toEqual(expected);
    });

    it('only with a filter that can be understood, and only if it is there', async () => {
      const wrong = await post(`events/${await event()}/explain`, { filter: { body: { amount: { $gt: [] } } } });
      expect([wrong.status, wrong.body['errors']]).toEqual([422, [expect.objectContaining({ field: 'filter.body.amount.$gt' })]]);
      expect((await post('events/evt_01h2xcejqtf2nbrexx3vqjhp41/explain')).status).toBe(404);
    });
  });

  describe('is replayed', () => {
    it('along its own routes, as new deliveries that are due now, and who delivers hears of it', async () => {
      const id = await event();
      const { status, body } = await post(`events/${id}/replay`);
      expect(status).toBe(202);
      expect(body.data).toEqual([
        {
          ...{ id: toTypeId('dlv', deliveryIdOf(uuid(id), 32_768)), eventId: id, subscriptionId: all, destinationId },
          ...{ status: 'scheduled', attemptCount: 0, nextAttemptAt: expect.any(String), createdAt: expect.any(String) },
          ...{ completedAt: null, replay: true, reason: null, ordered: false },
        },
      ]);
      expect((await admin.call('get', `deliveries/${body.data[0]?.id ?? ''}`)).body).toEqual(body.data[0]);
      expect((await admin.call('get', `events/${id}`)).body).toMatchObject({ deliveries: { scheduled: 2 } });
      expect(admin.signals.dueFor.at(-1)).toBe(uuid(destinationId));
    });

    it.each<[string, () => object, () => [string | null, string][]]>([
      [
        'to subscriptions that had not matched',
        () => ({ subscriptionIds: [large, all, large] }),
        () => [
          [large, destinationId],
          [all, destinationId],
        ],
      ],
      ['to a destination that it never went to', () => ({ destinationId: elsewhere, newId: true }), () => [[null, elsewhere]]],
      ['for a subscription to another destination', () => ({ subscriptionIds: [all], destinationId: elsewhere }), () => [[all, elsewhere]]],
      ['with nulls', () => ({ subscriptionIds: null, destinationId: null, newId: null }), () => [[all, destinationId]]],
    ])('%s', async (_name, body, expected) => {
      const answer = await post(`events/${await event()}/replay`, body());
      expect(answer.body.data.map((one) => [one['subscriptionId'], one['destinationId']])).toEqual(expected());
    });

    it.each<[string, () => object, number, string | null]>([
      ['a subscription that is none', () => ({ subscriptionIds: [ABSENT.subscription] }), 422, 'subscriptionIds'],
      ['no subscription', () => ({ subscriptionIds: [] }), 422, 'subscriptionIds'],
      ['an id of another kind', () => ({ subscriptionIds: [destinationId] }), 422, 'subscriptionIds'],
      ['a destination that is none', () => ({ destinationId: ABSENT.destination }), 422, 'destinationId'],
      ['a word for newId', () => ({ newId: 'yes' }), 422, 'newId'],
      ['a field that is none', () => ({ all: true }), 422, 'all'],
    ])('not to %s', async (_name, body, status, field) => {
      const answer = await post(`events/${await event()}/replay`, body());
      expect([answer.status, answer.body['errors']]).toEqual([status, [expect.objectContaining({ field })]]);
    });

    it('not where the way is gone: a deleted or disabled destination, a deleted subscription, no routes', async () => {
      const gone = await destination('G');
      const [one, two] = [
        await create('subscriptions', { name: '1', destinationId: gone }),
        await create('subscriptions', { name: '2', destinationId }),
      ];
      const ownRoute = await event({ routes: [route(one, gone)] });
      const partly = await event({ routes: [route(one, gone), route(all)] });
      await admin.call('delete', `destinations/${gone}?cascade=true`);
      await admin.call('delete', `subscriptions/${two}`);
      await admin.call('patch', `destinations/${elsewhere}`, { status: 'disabled' });
      const id = await event();
      const refused = [
        await post(`events/${id}/replay`, { destinationId: gone }),
        await post(`events/${id}/replay`, { destinationId: elsewhere }),
        await post(`events/${id}/replay`, { subscriptionIds: [two] }),
        await post(`events/${ownRoute}/replay`),
        await post(`events/${await event({ routes: [] })}/replay`),
      ];
      expect(refused.map((answer) => [answer.status, answer.body['detail']])).toEqual([
        [409, 'The destination has been deleted.'],
        [409, 'The destination is disabled.'],
        [409, 'The subscription has been deleted.'],
        [409, 'The subscription has been deleted.'],
        [409, 'The event has no routes of its own: name subscriptions or a destination.'],
      ]);
      expect((await post(`events/${partly}/replay`)).body.data.map((delivery) => delivery['subscriptionId'])).toEqual([all]);
      await admin.call('patch', `destinations/${elsewhere}`, { status: 'enabled' });
    });

    it('not if it is not there, and not with under 24 hours left', async () => {
      expect((await post('events/evt_01h2xcejqtf2nbrexx3vqjhp41/replay')).status).toBe(404);
      const id = await event();
      const aheadMs = 29 * 24 * 3_600_000 + 60_000;
      admin.clock.advance(aheadMs);
      try {
        const { body: tokens } = await admin.send('post', 'auth/tokens', { email: EMAIL, password: PASSWORD }, { authorization: '' });
        const authorization = `Bearer ${(tokens as { accessToken: string }).accessToken}`;
        expect((await admin.call('post', `events/${id}/replay`, undefined, { authorization })).status).toBe(409);
      } finally {
        admin.clock.advance(-aheadMs);
      }
    });

    it('not once it was expunged, and then nothing explains it either', async () => {
      const id = await event();
      await post(`events/${id}/expunge`);
      const replayed = await post(`events/${id}/replay`);
      expect([replayed.status, replayed.body['detail']]).toEqual([409, 'The event was expunged.']);
      expect((await post(`events/${id}/explain`)).status).toBe(410);
    });

    it('and such a delivery without a subscription can be cancelled and retried like any other', async () => {
      const { body } = await post(`events/${await event()}/replay`, { destinationId: elsewhere });
      const path = `deliveries/${body.data[0]?.id ?? ''}`;
      expect((await post(`${path}/cancel`)).status).toBe(200);
      expect(await post(`${path}/retry`)).toMatchObject({ status: 202, body: { status: 'scheduled', subscriptionId: null, replay: true } });
    });
  });
});
