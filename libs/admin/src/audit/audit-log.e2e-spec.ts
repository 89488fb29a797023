import { createHash } from 'node:crypto';
import { fromTypeId, type Uuid } from '@posthorn/contracts';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown> & { readonly id: string };
interface Entry extends Json {
  readonly number: number;
  readonly action: string;
  readonly before: Json | null;
  readonly after: Json | null;
}

const SECRETS = ['first-planted-secret', 'second-planted-secret', 'third-planted-secret'] as const;

describe('the audit log: who changed what, when, from where, before and after', () => {
  let admin: TestAdmin;
  let me: string;
  beforeAll(async () => {
    admin = await startTestAdmin();
    me = ((await admin.send('get', 'auth/me')).body as Json).id;
  });
  afterAll(() => admin.close());

  const get = async (path: string): Promise<Json> => (await admin.call('get', path)).body as Json;
  const list = async (query = ''): Promise<Entry[]> => (await get(`audit-log?limit=100${query}`))['data'] as Entry[];
  const details = async (query: string): Promise<Entry[]> =>
    Promise.all((await list(query)).map(async ({ id }) => (await get(`audit-log/${id}`)) as Entry));
  const create = async (resource: string, body: object): Promise<string> => ((await admin.call('post', resource, body)).body as Json).id;
  const source = (): Promise<string> => create('sources', { name: 'S', verification: { provider: 'bearer', secrets: [SECRETS[0]] } });
  const destination = (): Promise<string> =>
    create('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' }, secrets: { authToken: SECRETS[1] } });

  it('has an entry of each change of a source, newest first', async () => {
    const id = await source();
    await admin.call('patch', `sources/${id}`, { name: 'T' });
    const { body: secret } = await admin.call('post', `sources/${id}/secrets`, { value: SECRETS[2] });
    await admin.call('delete', `sources/${id}/secrets/${(secret as Json).id}`);
    await admin.call('delete', `sources/${id}`);
    const entries = await details(`&resourceId=${id}`);
    const actions = ['deleted', 'secret-revoked', 'secret-added', 'updated', 'created'];
    expect(entries.map(({ action }) => action)).toEqual(actions.map((action) => `source.${action}`));
    expect(entries.at(-1)).toMatchObject({
      ...{ actorId: me, address: '127.0.0.1', resourceType: 'source', resourceId: id },
      at: expect.stringMatching(/^\d{4}-/),
      before: null,
      after: { id, name: 'S', verification: { secrets: [{ digest: expect.stringMatching(/^hmac-sha256:.{20}$/) }] } },
    });
    expect(entries[3]).toMatchObject({ before: { name: 'S' }, after: { name: 'T' } });
    expect(entries[0]).toMatchObject({ before: { name: 'T' }, after: null });
  });

  it('has one of each change of a destination, and of what goes with it', async () => {
    const id = await destination();
    const subscriptionId = await create('subscriptions', { name: 'A', destinationId: id });
    await admin.call('patch', `subscriptions/${subscriptionId}`, { status: 'paused' });
    await admin.call('patch', `destinations/${id}`, { secrets: { authToken: SECRETS[2] } });
    await admin.call('post', `destinations/${id}/signing-secret/rotate`, {});
    await admin.call('delete', `destinations/${id}?cascade=true`);
    const entries = await details(`&resourceId=${id}`);
    const actions = ['deleted', 'signing-secret-rotated', 'updated', 'created'];
    expect(entries.map(({ action }) => action)).toEqual(actions.map((action) => `destination.${action}`));
    const digests = entries.slice(1).map(({ after }) => (after?.['secrets'] as Record<string, { digest: string }>)['authToken']?.digest);
    expect(digests[0]).toBe(digests[1]);
    expect(digests[1]).not.toBe(digests[2]);
    const ofSubscription = await details(`&resourceId=${subscriptionId}`);
    expect(ofSubscription.map(({ action }) => action)).toEqual(['deleted', 'updated', 'created'].map((action) => `subscription.${action}`));
    expect(ofSubscription[0]).toMatchObject({ before: { status: 'paused' }, after: null });
  });

  it('names the request: its answer has the same id', async () => {
    const id = await source();
    const answer = await admin.call('patch', `sources/${id}`, { name: 'T' });
    expect((await list(`&resourceId=${id}&action=source.updated`)).map(({ requestId }) => requestId)).toEqual([
      answer.headers['x-request-id'],
    ]);
  });

  it('has nothing of a change that was not made', async () => {
    const [{ number } = { number: 0 }] = await list();
    await admin.call('post', 'sources', { name: 'S', verification: { provider: 'bearer', secrets: [SECRETS[0]] }, slug: 'posthorn' });
    await admin.call('patch', `sources/${await source()}`, { name: 7 });
    expect((await list())[0]).toMatchObject({ number: number + 1, action: 'source.created' });
  });

  it('has one entry of what an Idempotency-Key asked for twice', async () => {
    const body = { name: 'S', verification: { provider: 'none' } };
    const headers = { 'idempotency-key': 'twice' };
    const { id } = (await admin.call('post', 'sources', body, headers)).body as Json;
    await admin.call('post', 'sources', body, headers);
    expect(await list(`&resourceId=${id}`)).toHaveLength(1);
  });

  it('shows no secret, in the log or in the table', async () => {
    await Promise.all([source(), destination()]);
    for (const { id } of await list()) await get(`audit-log/${id}`);
    const { rows } = await admin.database.pool.query<{ text: string }>('select e::text as text from audit_entry e');
    const text = [...rows.map((row) => row.text), ...admin.answers].join('\n');
    expect(text).toContain('hmac-sha256:');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });

  it('finds by actor, action, resource and time', async () => {
    const id = await source();
    const [entry] = await list(`&resourceId=${id}`);
    const at = Date.parse(String(entry?.['at']));
    const time = (ms: number): string => new Date(ms).toISOString();
    const found = `&resourceId=${id}&actorId=${me}&action=source.created`;
    expect(await list(`${found}&from=${time(at)}&to=${time(at + 1)}`)).toHaveLength(1);
    expect(await list(`${found}&from=${time(at + 1_000)}`)).toHaveLength(0);
    expect(await list(`&resourceId=${id}&action=source.deleted`)).toHaveLength(0);
    expect(await list(`&resourceId=${id}&actorId=${me.replace(/.$/, me.endsWith('0') ? '1' : '0')}`)).toHaveLength(0);
    for (const query of ['action=x', 'actorId=x', 'resourceId=x', 'format=xml', 'format=csv&limit=2', 'from=x']) {
      expect((await admin.call('get', `audit-log?${query}`)).status).toBe(422);
    }
  });

  it("is each project's own", async () => {
    const other = '019b4132-70aa-764f-b315-e2803d882a24';
    await admin.database.pool.query(`insert into project (id, slug, name) values ($1, 'other', 'Other')`, [other]);
    await admin.send('post', 'projects/other/sources', { name: 'S', verification: { provider: 'none' } });
    const { data } = (await admin.send('get', 'projects/other/audit-log')).body as { data: Entry[] };
    expect(data.map(({ number, action }) => [number, action])).toEqual([[1, 'source.created']]);
    expect((await admin.call('get', `audit-log/${data[0]?.id ?? ''}`)).status).toBe(404);
    expect((await admin.send('get', 'projects/other/audit-log/verify')).body).toEqual({ valid: true, checked: 1 });
  });

  it('keeps signing in and out in a chain of the installation', async () => {
    const { body } = await admin.send('post', 'auth/tokens', { email: EMAIL, password: PASSWORD }, { authorization: '' });
    const authorization = `Bearer ${(body as { accessToken: string }).accessToken}`;
    await admin.send('delete', 'auth/tokens', undefined, { authorization });
    const { data } = (await admin.send('get', 'audit-log')).body as { data: Entry[] };
    expect(data.slice(0, 2)).toMatchObject(
      ['out', 'in'].map((way) => ({ action: `operator.signed-${way}`, actorId: me, resourceId: me, address: '127.0.0.1' })),
    );
    expect((await admin.send('get', `audit-log/${data[0]?.id ?? ''}`)).body).toMatchObject({ projectId: null, before: null });
    expect((await admin.send('get', 'audit-log/verify')).body).toEqual({ valid: true, checked: data.length });
    expect(await list('&action=operator.signed-in')).toEqual([]);
  });

  describe('as a file', () => {
    const file = (format: string) => admin.call('get', `audit-log?format=${format}`);

    it('has all entries a line each as NDJSON', async () => {
      const answer = await file('ndjson');
      expect(answer.headers).toMatchObject({
        'content-type': 'application/x-ndjson',
        'content-disposition': 'attachment; filename="audit-log.ndjson"',
      });
      const entries = answer.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Entry);
      expect(entries[0]).toEqual(await get(`audit-log/${entries[0]?.id ?? ''}`));
      expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: entries.length }, (_none, at) => entries.length - at));
    });

    it('has them as CSV, whatever is in a name', async () => {
      const name = 'a "quoted", name\nof two lines';
      const id = await create('sources', { name, verification: { provider: 'none' } });
      const { text, headers } = await admin.call('get', `audit-log?format=csv&resourceId=${id}`);
      expect(headers['content-type']).toMatch(/^text\/csv/);
      const [head = [], row = []] = parseCsv(text);
      const cells = Object.fromEntries(head.map((column, at) => [column, row[at]]));
      expect(cells).toMatchObject({ action: 'source.created', resourceId: id, actorId: me, before: '' });
      expect(JSON.parse(cells['after'] ?? '')).toMatchObject({ id, name });
    });
  });

  describe('verified', () => {
    const verify = async () => (await admin.call('get', 'audit-log/verify')).body as object;
    const tamper = (sql: string) =>
      admin.database.pool.query(`set session_replication_role = replica; ${sql}; set session_replication_role = origin`);
    const count = async (): Promise<number> => (await list())[0]?.number ?? 0;
    let project: Uuid;
    beforeAll(async () => {
      project = fromTypeId('prj', ((await admin.send('get', 'projects/default')).body as Json).id) ?? '';
      for (let i = 0; i < 3; i++) await source();
    });

    it('holds, and by hand: SHA-256 of the hash before and the entry in order', async () => {
      expect(await verify()).toEqual({ valid: true, checked: await count() });
      const [{ id } = { id: '' }] = await list();
      const entry = await get(`audit-log/${id}`);
      const sorted = (value: unknown): unknown =>
        typeof value !== 'object' || value === null || Array.isArray(value)
          ? Array.isArray(value)
            ? value.map(sorted)
            : value
          : Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([name, item]) => [name, sorted(item)]),
            );
      const { hash, previousHash, ...content } = entry;
      const hashed = sorted({ ...content, id: fromTypeId('aud', id), projectId: project });
      const digest = createHash('sha256')
        .update(Buffer.from(String(previousHash), 'hex'))
        .update(JSON.stringify(hashed))
        .digest('hex');
      expect(digest).toBe(hash);
    });

    it('shows where an entry was changed', async () => {
      const number = (await count()) - 1;
      await tamper(`update audit_entry set actor_id = 'opr_0' where project_id = '${project}' and number = ${number}`);
      expect(await verify()).toEqual({ valid: false, checked: number - 1, brokenAt: number });
      await tamper(`update audit_entry set actor_id = '${me}' where project_id = '${project}' and number = ${number}`);
      expect(await verify()).toMatchObject({ valid: true });
    });

    it.each(['before', 'after', 'at', 'address'])('shows a change of %s', async (column) => {
      const value = { at: `at + interval '1 second'`, address: `'::1'` }[column] ?? `'{"forged": true}'`;
      const number = await count();
      await admin.database.pool.query('create table kept as select * from audit_entry');
      await tamper(`update audit_entry set ${column} = ${value} where project_id = '${project}' and number = ${number}`);
      expect(await verify()).toEqual({ valid: false, checked: number - 1, brokenAt: number });
      await tamper('delete from audit_entry; insert into audit_entry select * from kept; drop table kept');
      expect(await verify()).toMatchObject({ valid: true });
    });

    it('shows that the head was set back, which no trigger stops, so that the newest are walked no more', async () => {
      const { pool } = admin.database;
      const newest = await count();
      const set = (number: number) =>
        pool.query(
          `update audit_head h set number = e.number, hash = e.hash from audit_entry e
           where h.project_id = '${project}' and e.project_id = h.project_id and e.number = ${number}`,
        );
      await set(newest - 2);
      expect(await verify()).toEqual({ valid: false, checked: newest - 2, brokenAt: newest - 1 });
      await set(newest);
      expect(await verify()).toEqual({ valid: true, checked: newest });
    });

    it('shows an entry that was put before the first, where it would only be listed', async () => {
      const columns = 'at, actor_id, address, request_id, action, resource_type, resource_id, before, after, previous_hash, hash';
      await admin.database.pool.query(
        `insert into audit_entry (project_id, id, number, ${columns})
         select project_id, gen_random_uuid(), 0, ${columns} from audit_entry where project_id = '${project}' and number = 2`,
      );
      expect(await verify()).toEqual({ valid: false, checked: 0, brokenAt: 0 });
      await tamper(`delete from audit_entry where number = 0`);
      expect(await verify()).toMatchObject({ valid: true });
    });

    it('shows that the newest was removed, or one between', async () => {
      const newest = await count();
      await admin.database.pool.query('create table kept as select * from audit_entry');
      for (const number of [newest, 2]) {
        await tamper(`delete from audit_entry where project_id = '${project}' and number = ${number}`);
        expect(await verify()).toEqual({ valid: false, checked: number - 1, brokenAt: number });
        await tamper('delete from audit_entry; insert into audit_entry select * from kept');
      }
      await admin.database.pool.query('drop table kept');
      expect(await verify()).toEqual({ valid: true, checked: newest });
    });

    it('is append-only', async () => {
      for (const sql of [`update audit_entry set action = 'x'`, 'delete from audit_entry', 'truncate audit_entry']) {
        await expect(admin.database.pool.query(sql)).rejects.toThrow('append-only');
      }
    });

    it('holds when many change things at once', async () => {
      const before = await count();
      const ids = await Promise.all(Array.from({ length: 6 }, () => destination()));
      await Promise.all(ids.map((id) => admin.call('patch', `destinations/${id}`, { name: 'E' })));
      expect(await verify()).toEqual({ valid: true, checked: before + 12 });
    });
  });
});

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.match(/(?:"(?:[^"]|"")*"|[^"\r])+/g) ?? []) {
    const cells = line.replace(/^\n/, '').match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,"]*)/g) ?? [];
    rows.push(cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
  }
  return rows;
}
