import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addTeammate } from '../testing/test-team.js';

describe('members', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const sources = async (authorization: string): Promise<number> =>
    (await admin.call('get', 'sources', undefined, { authorization })).status;
  const SOURCE = { name: 'S', verification: { provider: 'none' } };

  it('an operator gets in by being added, by email, and out by being removed, both at once', async () => {
    const { id, email, authorization } = await addTeammate(admin, 'ada');
    expect(await sources(authorization)).toBe(404);
    const added = await admin.call('post', 'members', { email: email.toUpperCase(), role: 'viewer' });
    expect([added.status, added.headers['location']]).toEqual([201, `/api/v1/projects/default/members/${id}`]);
    expect(added.body).toMatchObject({ id, email, name: 'ada', status: 'enabled', role: 'viewer' });
    expect((await admin.call('get', `members/${id}`)).body).toEqual(added.body);
    expect(await sources(authorization)).toBe(200);
    expect((await admin.call('delete', `members/${id}`)).status).toBe(204);
    expect(await sources(authorization)).toBe(404);
  });

  it('a role that changes counts from the next request on', async () => {
    const { id, authorization } = await addTeammate(admin, 'bob', { project: 'default', role: 'viewer' });
    const make = async (): Promise<number> => (await admin.call('post', 'sources', SOURCE, { authorization })).status;
    expect(await make()).toBe(403);
    const changed = await admin.call('patch', `members/${id}`, { role: 'editor' });
    expect([changed.status, changed.body]).toMatchObject([200, { role: 'editor' }]);
    expect(await make()).toBe(201);
    expect((await admin.call('patch', `members/${id}`, { role: 'viewer' }, { 'if-match': '"stale"' })).status).toBe(412);
  });

  it('refuses who is a member already, who is no operator, and a role that no member has', async () => {
    const { id, email } = await addTeammate(admin, 'eve', { project: 'default', role: 'editor' });
    expect((await admin.call('post', 'members', { email, role: 'viewer' })).status).toBe(409);
    const unknown = await admin.call('post', 'members', { email: 'nobody@example.com', role: 'viewer' });
    expect([unknown.status, unknown.body]).toMatchObject([422, { errors: [{ field: 'email', code: 'not-found' }] }]);
    expect((await admin.call('patch', `members/${id}`, { role: 'owner' })).status).toBe(422);
  });

  it('the last admin cannot go, and an admin who is disabled does not count', async () => {
    const first = await addTeammate(admin, 'first', { project: 'default', role: 'admin' });
    const second = await addTeammate(admin, 'second', { project: 'default', role: 'admin' });
    await admin.send('patch', `operators/${second.id}`, { status: 'disabled' });
    const asFirst = { authorization: first.authorization };
    expect((await admin.call('delete', `members/${first.id}`, undefined, asFirst)).status).toBe(409);
    expect((await admin.call('patch', `members/${first.id}`, { role: 'editor' }, asFirst)).status).toBe(409);
    await admin.send('patch', `operators/${second.id}`, { status: 'enabled' });
    const together = await Promise.all([first, second].map(({ id }) => admin.call('delete', `members/${id}`)));
    expect(together.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('are listed, newest operator first, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await admin.call('get', `members?limit=2${cursor && `&cursor=${cursor}`}`);
      const page = body as { data: { id: string }[]; nextCursor: string | null };
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });
});
