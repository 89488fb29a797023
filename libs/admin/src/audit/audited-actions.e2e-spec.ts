import { fromTypeId, toTypeId, type Uuid } from '@posthorn/contracts';
import { deliveryIdOf, EventWriter } from '@posthorn/store';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown> & { readonly id: string };

describe('the audit log of what is done with events', () => {
  let admin: TestAdmin;
  let eventId: string;
  let deliveryId: string;
  let me: string;

  beforeAll(async () => {
    admin = await startTestAdmin();
    me = ((await admin.send('get', 'auth/me')).body as Json).id;
    const projectId = uuid('prj', ((await admin.send('get', 'projects/default')).body as Json).id);
    const sourceId = uuid('src', await create('sources', { name: 'S', verification: { provider: 'none' } }));
    const destination = await create('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } });
    const subscription = await create('subscriptions', { name: 'L', destinationId: destination });
    const accepted = await new EventWriter(admin.database.pool, admin.epoch).accept({
      ...{ projectId, sourceId, type: 'order.paid', externalId: null, dedupeWindowSeconds: 0, receivedAtMs: admin.clock.now() },
      ...{ occurredAtMs: null, method: 'POST', path: '/', query: '', faults: [], headers: [], body: Buffer.from('{}') },
      routes: [{ subscriptionId: uuid('sub', subscription), destinationId: uuid('dst', destination), delaySeconds: 3_600 }],
    });
    eventId = toTypeId('evt', accepted.eventId);
    deliveryId = toTypeId('dlv', deliveryIdOf(accepted.eventId, 1));
  });
  afterAll(() => admin.close());

  const uuid = (prefix: 'prj' | 'src' | 'sub' | 'dst', id: string): Uuid => fromTypeId(prefix, id) ?? '';
  const create = async (resource: string, body: object): Promise<string> => ((await admin.call('post', resource, body)).body as Json).id;
  async function entries(resourceId: string): Promise<Json[]> {
    const { data } = (await admin.call('get', `audit-log?resourceId=${resourceId}`)).body as { data: Json[] };
    return Promise.all(data.map(async ({ id }) => (await admin.call('get', `audit-log/${id}`)).body as Json));
  }

  it('has who cancelled a delivery and who sent it again', async () => {
    await admin.call('post', `deliveries/${deliveryId}/cancel`);
    await admin.call('post', `deliveries/${deliveryId}/retry`);
    expect((await admin.call('post', `deliveries/${eventId}/retry`)).status).toBe(404);
    expect(await entries(deliveryId)).toMatchObject([
      { action: 'delivery.retried', actorId: me, before: { status: 'cancelled' }, after: { status: 'scheduled' } },
      { action: 'delivery.cancelled', actorId: me, before: { status: 'scheduled' }, after: { status: 'cancelled' } },
    ]);
  });

  it('has who replayed and who expunged an event, once', async () => {
    const headers = { 'idempotency-key': 'replay' };
    const first = await admin.call('post', `events/${eventId}/replay`, {}, headers);
    const second = await admin.call('post', `events/${eventId}/replay`, {}, headers);
    expect([second.status, second.text, second.headers['idempotency-replayed']]).toEqual([202, first.text, 'true']);
    const [delivery] = (first.body as { data: Json[] }).data;
    for (let i = 0; i < 2; i++) await admin.call('post', `events/${eventId}/expunge`);
    expect(await entries(eventId)).toMatchObject([
      { action: 'event.expunged', actorId: me, address: '127.0.0.1' },
      { action: 'event.replayed', actorId: me, after: { newId: false, deliveryIds: [delivery?.id] } },
    ]);
    expect((await admin.call('get', 'audit-log/verify')).body).toMatchObject({ valid: true });
  });

  it('has who tried a destination out', async () => {
    const id = await create('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } });
    await admin.call('post', `destinations/${id}/test`);
    expect((await entries(id))[0]).toMatchObject({ action: 'destination.tested', actorId: me, after: { outcome: 'delivered' } });
  });

  it('forgets answers that hold what was expunged', async () => {
    await admin.database.pool.query(
      `insert into idempotency_record (key, fingerprint, claim, answer, resource_id, expires_at)
       values ('a', 'f', gen_random_uuid(), 'x', $1, now() + interval '1 day')`,
      [eventId],
    );
    await admin.call('post', `events/${eventId}/expunge`);
    expect((await admin.database.pool.query('select from idempotency_record where resource_id = $1', [eventId])).rowCount).toBe(0);
  });
});
