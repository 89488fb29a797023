import { fillProject, type FilledProject } from './testing/filled-project.js';
import { startTestAdmin, type TestAdmin } from './testing/test-admin.js';
import { addTeammate, created } from './testing/test-team.js';

type Json = Record<string, unknown> & { readonly id: string };

/** Whoever knows the Admin API of the Pet Store's documents looks for these, by their names there. */
describe("the counterparts of the Pet Store documents' Admin API", () => {
  let admin: TestAdmin;
  let ids: FilledProject;
  let me: string;
  beforeAll(async () => {
    admin = await startTestAdmin();
    ids = await fillProject(admin, 'default');
    me = ((await admin.send('get', 'auth/me')).body as Json).id;
  });
  afterAll(() => admin.close());

  const get = async (path: string): Promise<Json> => {
    const answer = await admin.call('get', path);
    expect(answer.status).toBe(200);
    return answer.body as Json;
  };
  const list = async (path: string): Promise<Json[]> => (await get(path))['data'] as unknown as Json[];
  const entryOf = async (resource: string): Promise<Json> => {
    const [entry] = await list(`audit-log?resourceId=${ids[resource] ?? ''}&limit=1`);
    return get(`audit-log/${entry?.id ?? ''}`);
  };

  it('Dashboard › Get Dashboard Stats: `stats` has counts by time, totals, what fails and what waits', async () => {
    const stats = await get('stats');
    expect(stats).toMatchObject({
      totals: { received: expect.any(Number), accepted: expect.any(Number), refused: expect.any(Number), delivered: expect.any(Number) },
      topFailingDestinations: [],
      backlog: { waiting: 1, due: 0, isWhole: true },
    });
    expect((stats['buckets'] as object[]).length).toBeGreaterThan(100);
  });

  it('User Management › List Users: `operators`, paged, newest first, for owners alone', async () => {
    const { id, authorization } = await addTeammate(admin, 'user', { project: 'default', role: 'admin' });
    const first = (await admin.send('get', 'operators?limit=1')).body as { data: Json[]; nextCursor: string };
    expect(first.data.map((operator) => operator.id)).toEqual([id]);
    const rest = (await admin.send('get', `operators?limit=100&cursor=${first.nextCursor}`)).body as { data: Json[]; nextCursor: null };
    expect([rest.data.at(-1)?.id, rest.nextCursor]).toEqual([me, null]);
    expect((await admin.send('get', 'operators', undefined, { authorization })).status).toBe(403);
  });

  it('User Management › Get User Details: `operators/{id}`, without a password or its hash', async () => {
    const answer = await admin.send('get', `operators/${me}`);
    expect(answer.body).toMatchObject({
      id: me,
      email: 'admin@localhost',
      role: 'owner',
      status: 'enabled',
      createdAt: expect.any(String),
    });
    expect(answer.text).not.toMatch(/passwordHash|argon2/);
    expect((await admin.send('get', `operators/${me.slice(0, -1)}${me.endsWith('0') ? '1' : '0'}`)).status).toBe(404);
  });

  it('User Management › Update User Status: `PATCH operators/{id}` shuts an operator out and lets them in again', async () => {
    const { id, authorization } = await addTeammate(admin, 'suspended', { project: 'default', role: 'viewer' });
    const sees = async (): Promise<number> => (await admin.call('get', 'events', undefined, { authorization })).status;
    expect(await sees()).toBe(200);
    expect((await admin.send('patch', `operators/${id}`, { status: 'disabled' })).body).toMatchObject({ id, status: 'disabled' });
    expect(await sees()).toBe(401);
    expect((await admin.send('patch', `operators/${id}`, { status: 'suspended' })).status).toBe(422);
    expect((await admin.send('patch', `operators/${id}`, { status: 'enabled' })).body).toMatchObject({ status: 'enabled' });
    expect((await admin.send('get', 'audit-log?action=operator.updated&limit=2')).body).toMatchObject({
      data: [
        { resourceId: id, actorId: me },
        { resourceId: id, actorId: me },
      ],
    });
  });

  it('Order Management › List All Orders: `events` and `deliveries`, filtered by state', async () => {
    expect(await list('events')).toMatchObject([{ id: ids['events'], type: 'payment.succeeded', sourceId: ids['sources'] }]);
    expect(await list('deliveries?status=scheduled')).toMatchObject([
      { id: ids['deliveries'], eventId: ids['events'], status: 'scheduled' },
    ]);
    expect(await list('deliveries?status=delivered')).toEqual([]);
    expect((await admin.call('get', 'deliveries?status=SHIPPED')).body).toMatchObject({ status: 422, errors: [{ field: 'status' }] });
  });

  it('Order Management › Force Cancel Order: `deliveries/{id}/cancel` ends what waits, keeps it, and `retry` starts it anew', async () => {
    const path = `deliveries/${ids['deliveries'] ?? ''}`;
    expect((await admin.call('post', `${path}/cancel`)).body).toMatchObject({ id: ids['deliveries'], status: 'cancelled' });
    expect(await get(path)).toMatchObject({ status: 'cancelled', completedAt: expect.any(String) });
    expect((await admin.call('post', `${path}/cancel`)).status).toBe(409);
    expect((await admin.call('post', `${path}/retry`)).body).toMatchObject({ status: 'scheduled' });
    expect(await entryOf('deliveries')).toMatchObject({
      ...{ action: 'delivery.retried', actorId: me },
      ...{ before: { status: 'cancelled' }, after: { status: 'scheduled' } },
    });
  });

  it('Order Management › Force …: `refusals/{id}/accept` with `force` is for admins, and says what still stands against it', async () => {
    const path = `refusals/${ids['refusals'] ?? ''}/accept`;
    const { authorization } = await addTeammate(admin, 'editor', { project: 'default', role: 'editor' });
    expect((await admin.call('post', path, { force: true }, { authorization })).status).toBe(403);
    const answer = await admin.call('post', path, { force: true });
    expect([answer.status, answer.body]).toMatchObject([409, { reason: 'signature-mismatch', detail: 'It does not match.' }]);
  });

  it('Audit Logs › Get Audit Log Details: `audit-log/{id}` has who did what to which thing, and what it was before and after', async () => {
    const { id } = await created(admin.call('post', 'sources', { name: 'Shop', verification: { provider: 'none' } }));
    await admin.call('patch', `sources/${id}`, { name: 'Store' });
    const [item] = await list(`audit-log?resourceId=${id}`);
    // There: `id`, `action`, `userId`, `entityType`.
    expect(await get(`audit-log/${item?.id ?? ''}`)).toMatchObject({
      ...{ id: item?.id, action: 'source.updated', actorId: me, resourceType: 'source', resourceId: id },
      ...{ at: expect.any(String), address: '127.0.0.1', before: { name: 'Shop' }, after: { name: 'Store' } },
    });
    expect(await get('audit-log/verify')).toMatchObject({ valid: true });
  });
});
