import { createHash } from 'node:crypto';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addKey, created } from '../testing/test-team.js';
import { until } from '../testing/until.js';

type Json = Record<string, unknown>;

describe('API keys', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const sources = async (authorization: string): Promise<number> =>
    (await admin.call('get', 'sources', undefined, { authorization })).status;

  it('are shown once and kept as a digest', async () => {
    const answer = await admin.call('post', 'api-keys', { name: 'Deploy', role: 'editor' });
    const { key, ...rest } = answer.body as Json & { id: string; key: string };
    expect([answer.status, key]).toEqual([201, expect.stringMatching(/^phk_[\w-]{43}$/)]);
    expect(answer.headers).toMatchObject({ location: `/api/v1/projects/default/api-keys/${rest.id}`, 'cache-control': 'no-store' });
    const createdBy: unknown = ((await admin.send('get', 'auth/me')).body as Json)['id'];
    expect(rest).toMatchObject({ name: 'Deploy', role: 'editor', start: key.slice(0, 10), createdBy, expiresAt: null, lastUsedAt: null });
    expect(rest).toMatchObject({ rotatedAt: null, formerValues: [] });
    expect((await admin.call('get', `api-keys/${rest.id}`)).body).toEqual(rest);
    expect(((await admin.call('get', 'api-keys')).body as { data: Json[] }).data[0]).toEqual(rest);
    expect(admin.answers.filter((text) => text.includes(key))).toHaveLength(1);
    const { rows } = await admin.database.pool.query<{ digest: Buffer; row: string }>('select digest, api_key::text as row from api_key');
    expect(rows[0]?.digest).toEqual(createHash('sha256').update(key).digest());
    expect(rows.some(({ row }) => row.includes(key))).toBe(false);
  });

  it('open their project with their role, and no other project', async () => {
    await created(admin.send('post', 'projects', { name: 'Other' }));
    const authorization = await addKey(admin, 'default', 'viewer');
    const statusOf = async (method: 'get' | 'post' | 'delete', path: string, body?: object): Promise<number> =>
      (await admin.send(method, path, body, { authorization })).status;
    expect(await statusOf('get', 'projects/default/sources')).toBe(200);
    expect(await statusOf('post', 'projects/default/sources', { name: 'S', verification: { provider: 'none' } })).toBe(403);
    expect(await statusOf('get', 'projects/other/sources')).toBe(404);
    expect(await statusOf('get', 'operators')).toBe(403);
    for (const path of ['auth/me', 'auth/tokens']) expect(await statusOf(path === 'auth/me' ? 'get' : 'delete', path)).toBe(403);
  });

  it('end when they are revoked, and when their time is up', async () => {
    const expiresAt = new Date(admin.clock.now() + 60_000).toISOString();
    const key = await created(admin.call('post', 'api-keys', { name: 'Brief', role: 'viewer', expiresAt }));
    const authorization = `Bearer ${String(key['key'])}`;
    expect([key['expiresAt'], await sources(authorization)]).toEqual([expiresAt, 200]);
    admin.clock.advance(60_000);
    expect(await sources(authorization)).toBe(401);
    const other = await created(admin.call('post', 'api-keys', { name: 'Revoked', role: 'viewer' }));
    expect((await admin.call('delete', `api-keys/${other.id}`)).status).toBe(204);
    expect(await sources(`Bearer ${String(other['key'])}`)).toBe(401);
    expect((await admin.call('delete', `api-keys/${other.id}`)).status).toBe(404);
  });

  it('say when they were used last, written at most once a minute', async () => {
    const key = await created(admin.call('post', 'api-keys', { name: 'Busy', role: 'viewer' }));
    const authorization = `Bearer ${String(key['key'])}`;
    const lastUsed = async (): Promise<unknown> => ((await admin.call('get', `api-keys/${key.id}`)).body as Json)['lastUsedAt'];
    await sources(authorization);
    await until(async () => (await lastUsed()) !== null);
    const first = await lastUsed();
    admin.clock.advance(59_000);
    await sources(authorization);
    expect(await lastUsed()).toBe(first);
    admin.clock.advance(1_000);
    await sources(authorization);
    await until(async () => (await lastUsed()) !== first);
  });

  it.each(['Bearer phk_', 'Bearer phk_short', `Bearer phk_${'x'.repeat(43)}`, `Bearer phk_${'x'.repeat(4_000)}`])(
    'refuses %.30s',
    async (authorization) => {
      const answer = await admin.call('get', 'sources', undefined, { authorization });
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    },
  );

  it.each([
    ['the role owner', { name: 'K', role: 'owner' }, 'role'],
    ['no name', { role: 'viewer' }, 'name'],
    ['a time that has passed', { name: 'K', role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  ])('are not made with %s', async (_case, body, field) => {
    const answer = await admin.call('post', 'api-keys', body);
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field }] }]);
  });
});
