import { createHash } from 'node:crypto';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { created } from '../testing/test-team.js';
import { until } from '../testing/until.js';

type Json = Record<string, unknown> & { readonly id: string };
const WEEK_SECONDS = 604_800;

describe('an API key', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  beforeEach(() => admin.signIn());
  afterAll(() => admin.close());

  const make = (body: object = {}): Promise<Json> => created(admin.call('post', 'api-keys', { name: 'K', role: 'viewer', ...body }));
  const shown = async (id: string): Promise<Json> => (await admin.call('get', `api-keys/${id}`)).body as Json;
  const opens = async (key: unknown, path = 'projects/default/sources'): Promise<number> =>
    (await admin.send('get', path, undefined, { authorization: `Bearer ${String(key)}` })).status;
  const rotate = (id: string, body: object = {}) => admin.call('post', `api-keys/${id}/rotate`, body);

  it('that is rotated keeps its id, shows its new value once, and its former one works until its time is over', async () => {
    const { id, key, start } = await make();
    const answer = await rotate(id, { expirePreviousInSeconds: 60 });
    const next = (answer.body as { key: string }).key;
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(answer.body).toMatchObject({ id, name: 'K', role: 'viewer', start: next.slice(0, 10), rotatedAt: expect.any(String) });
    expect(await shown(id)).toMatchObject({ formerValues: [{ start, expiresAt: expect.any(String), lastUsedAt: null }] });
    expect(admin.answers.filter((text) => text.includes(next))).toHaveLength(1);
    expect([await opens(key), await opens(next)]).toEqual([200, 200]);
    admin.clock.advance(60_000);
    expect([await opens(key), await opens(next)]).toEqual([401, 200]);
    expect(await shown(id)).toMatchObject({ formerValues: [] });
  });

  it('that is rotated without a time is cut off from every value that it had', async () => {
    const { id, key } = await make();
    const second = ((await rotate(id, { expirePreviousInSeconds: WEEK_SECONDS })).body as { key: string }).key;
    expect([await opens(key), await opens(second)]).toEqual([200, 200]);
    const third = ((await rotate(id)).body as { key: string }).key;
    expect([await opens(key), await opens(second), await opens(third)]).toEqual([401, 401, 200]);
  });

  it('gives its former value a week at most, and to five at most', async () => {
    const { id } = await make();
    for (const expirePreviousInSeconds of [WEEK_SECONDS + 1, -1, 0.5, '60']) {
      expect((await rotate(id, { expirePreviousInSeconds })).body).toMatchObject({ errors: [{ field: 'expirePreviousInSeconds' }] });
    }
    for (let i = 0; i < 8; i++) expect((await rotate(id, { expirePreviousInSeconds: WEEK_SECONDS })).status).toBe(200);
    expect((await shown(id))['formerValues']).toHaveLength(5);
  });

  it('says of each value when it was used last', async () => {
    const { id, key } = await make();
    const next = ((await rotate(id, { expirePreviousInSeconds: 600 })).body as { key: string }).key;
    await opens(key);
    await until(async () => ((await shown(id))['formerValues'] as Json[])[0]?.['lastUsedAt'] !== null);
    expect((await shown(id))['lastUsedAt']).toBeNull();
    await opens(next);
    await until(async () => (await shown(id))['lastUsedAt'] !== null);
  });

  it('is kept as digests only, whatever it was', async () => {
    const { id, key } = await make();
    await rotate(id, { expirePreviousInSeconds: 600 });
    const { rows } = await admin.database.pool.query<{ digest: Buffer; row: string }>(
      'select digest, v::text as row from api_key_former_value v',
    );
    const digest = createHash('sha256').update(String(key)).digest();
    expect(rows.filter((row) => row.digest.equals(digest))).toHaveLength(1);
    expect(rows.some(({ row }) => row.includes(String(key)))).toBe(false);
  });

  it('that is revoked is out at once with all its values, and so is one whose time is up', async () => {
    const expiresAt = new Date(admin.clock.now() + 60_000).toISOString();
    const [revoked, brief] = [await make(), await make({ expiresAt })];
    for (const { id } of [revoked, brief]) await rotate(id, { expirePreviousInSeconds: 600 });
    expect([await opens(revoked['key']), await opens(brief['key'])]).toEqual([200, 200]);
    await admin.call('delete', `api-keys/${revoked.id}`);
    admin.clock.advance(60_000);
    expect([await opens(revoked['key']), await opens(brief['key'])]).toEqual([401, 401]);
  });

  it('goes with its project, with all its values: not even what needs no project opens', async () => {
    await created(admin.send('post', 'projects', { name: 'Gone' }));
    const { id, key } = await created(admin.send('post', 'projects/gone/api-keys', { name: 'K', role: 'admin' }));
    const { body } = await admin.send('post', `projects/gone/api-keys/${id}/rotate`, { expirePreviousInSeconds: 600 });
    const next = (body as { key: string }).key;
    expect([await opens(key, 'plugins'), await opens(next, 'plugins')]).toEqual([200, 200]);
    await admin.send('delete', 'projects/gone');
    expect([await opens(key, 'plugins'), await opens(next, 'plugins')]).toEqual([401, 401]);
    const orphans = 'select from api_key_former_value v where not exists (select from api_key k where k.id = v.key_id)';
    expect((await admin.database.pool.query(orphans)).rowCount).toBe(0);
  });

  it('rotated twice at once has one value of now, and the other is a former one', async () => {
    const { id, key, start } = await make();
    const answers = await Promise.all([1, 2].map(() => rotate(id, { expirePreviousInSeconds: 600 })));
    const values = answers.map(({ body }) => (body as { key: string }).key);
    expect(await Promise.all([key, ...values].map((value) => opens(value)))).toEqual([200, 200, 200]);
    const { start: now, formerValues } = await shown(id);
    const starts = [now, ...(formerValues as { start: string }[]).map((value) => value.start)];
    expect(starts.sort()).toEqual([start, ...values.map((value) => value.slice(0, 10))].sort());
  });

  it('is changed from the next request on, and only as it was read', async () => {
    const { id, key } = await make();
    const authorization = `Bearer ${String(key)}`;
    const source = { name: 'S', verification: { provider: 'none' } };
    const add = async (): Promise<number> => (await admin.call('post', 'sources', source, { authorization })).status;
    const { etag } = (await admin.call('get', `api-keys/${id}`)).headers;
    expect(await add()).toBe(403);
    await until(async () => (await shown(id))['lastUsedAt'] !== null);
    const changed = await admin.call('patch', `api-keys/${id}`, { name: 'L', role: 'editor' }, { 'if-match': String(etag) });
    expect([changed.status, changed.body]).toMatchObject([200, { id, name: 'L', role: 'editor', expiresAt: null }]);
    expect(await add()).toBe(201);
    expect((await admin.call('patch', `api-keys/${id}`, { name: 'M' }, { 'if-match': String(etag) })).status).toBe(412);
    const expiresAt = new Date(admin.clock.now() + 60_000).toISOString();
    expect((await admin.call('patch', `api-keys/${id}`, { expiresAt })).body).toMatchObject({ expiresAt });
    admin.clock.advance(60_000);
    expect(await add()).toBe(401);
    expect((await admin.call('patch', `api-keys/${id}`, { name: 'N' })).status).toBe(200);
    expect((await admin.call('patch', `api-keys/${id}`, { expiresAt: null })).body).toMatchObject({ expiresAt: null });
    expect(await add()).toBe(201);
  });

  it.each([
    ['the role owner', { role: 'owner' }, 'role'],
    ['no name', { name: null }, 'name'],
    ['a time that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['a value', { key: 'phk_mine' }, 'key'],
  ])('is not changed to %s', async (_case, patch, field) => {
    const { id } = await make();
    const answer = await admin.call('patch', `api-keys/${id}`, patch);
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field }] }]);
  });

  it('gives no other key, and not itself, more time than it has', async () => {
    const expiresAt = new Date(admin.clock.now() + 60_000).toISOString();
    const later = new Date(admin.clock.now() + 61_000).toISOString();
    const maker = await make({ role: 'admin', expiresAt });
    const headers = { authorization: `Bearer ${String(maker['key'])}` };
    const makes = (body: object) => admin.call('post', 'api-keys', { name: 'K', role: 'admin', ...body }, headers);
    expect((await makes({})).body).toMatchObject({ expiresAt, createdBy: maker.id });
    for (const body of [{ expiresAt: null }, { expiresAt: later }]) {
      expect((await makes(body)).body).toMatchObject({ status: 422, errors: [{ field: 'expiresAt' }] });
      expect((await admin.call('patch', `api-keys/${maker.id}`, body, headers)).status).toBe(422);
    }
    const lasting = await make();
    const renamed = await admin.call('patch', `api-keys/${lasting.id}`, { name: 'L' }, headers);
    expect([renamed.status, renamed.body]).toMatchObject([200, { name: 'L', expiresAt: null }]);
  });

  it('comes to no value and to no role that outlive it, by way of a key that does', async () => {
    const expiresAt = new Date(admin.clock.now() + 60_000).toISOString();
    const brief = await make({ role: 'admin', expiresAt });
    const headers = { authorization: `Bearer ${String(brief['key'])}` };
    const lasting = await make({ role: 'editor' });
    const rotated = await admin.call('post', `api-keys/${lasting.id}/rotate`, {}, headers);
    expect([rotated.status, (rotated.body as Json)['key']]).toEqual([403, undefined]);
    const raised = await admin.call('patch', `api-keys/${lasting.id}`, { role: 'admin' }, headers);
    expect([raised.status, raised.body]).toMatchObject([422, { errors: [{ field: 'expiresAt' }] }]);
    expect((await admin.call('patch', `api-keys/${lasting.id}`, { role: 'viewer' }, headers)).status).toBe(200);
    expect((await admin.call('post', `api-keys/${brief.id}/rotate`, { expirePreviousInSeconds: 60 }, headers)).status).toBe(200);
  });
});
