import { IdempotencyStore, KEPT_MS, PENDING_MS } from '@posthorn/store';
import type { Response } from 'supertest';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

const DESTINATION = { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } };
const SOURCE = { name: 'S', verification: { provider: 'none' } };

describe('Idempotency-Key', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  let keys = 0;
  const newKey = (): string => `key-${keys++}`;
  const post = (resource: string, body: object, key: string): Promise<Response> =>
    admin.call('post', resource, body, { 'idempotency-key': key });
  const count = async (resource: string): Promise<number> =>
    ((await admin.call('get', `${resource}?limit=100`)).body as { data: unknown[] }).data.length;

  it('answers the second as the first, with the secret that is shown once, and creates one thing', async () => {
    const key = newKey();
    const before = await count('destinations');
    const first = await post('destinations', DESTINATION, key);
    expect(first.status).toBe(201);
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(first.body).toHaveProperty('signingSecret');
    // Written by another hand, it is the same body.
    const { name, plugin, config } = DESTINATION;
    const second = await post('destinations', { config, plugin, name }, key);
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(second.headers).toMatchObject({
      'idempotency-replayed': 'true',
      location: first.headers['location'],
      etag: first.headers['etag'],
      'content-type': first.headers['content-type'],
    });
    expect(await count('destinations')).toBe(before + 1);
  });

  it('keeps no secret in the clear', async () => {
    const { body } = await post('destinations', DESTINATION, newKey());
    const { rows } = await admin.database.pool.query<{ answer: Buffer }>('select answer from idempotency_record where answer is not null');
    const kept = Buffer.concat(rows.map(({ answer }) => answer)).toString('latin1');
    expect(kept.length).toBeGreaterThan(100);
    expect(kept).not.toContain((body as { signingSecret: string }).signingSecret);
  });

  it('refuses another body under the same key', async () => {
    const key = newKey();
    await post('sources', SOURCE, key);
    const other = await post('sources', { ...SOURCE, name: 'T' }, key);
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({ code: 'invalid', errors: [{ field: 'Idempotency-Key' }] });
  });

  it('refuses a body that is nested too deep, as it does without a key', async () => {
    const deep = `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const answer = await admin.call('post', 'sources', deep, { 'idempotency-key': newKey(), 'content-type': 'application/json' });
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([422, 'invalid']);
  });

  it('is one of each path', async () => {
    const key = newKey();
    expect((await post('sources', SOURCE, key)).status).toBe(201);
    expect((await post('destinations', DESTINATION, key)).status).toBe(201);
  });

  it('of many at once lets one create, and tells the others to wait or what it answered', async () => {
    const key = newKey();
    const before = await count('sources');
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('sources', SOURCE, key)));
    expect(await count('sources')).toBe(before + 1);
    const created = answers.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ text }) => text)).size).toBe(1);
    expect(created.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 201).map(({ body }) => (body as { code: string }).code)).toEqual(
      Array.from({ length: 8 - created.length }, () => 'conflict'),
    );
  });

  it('is conflict while the first is under way', async () => {
    const key = newKey();
    const holder = await admin.database.pool.connect();
    try {
      await holder.query('begin; select version from config_version for update');
      const first = post('sources', SOURCE, key);
      await until(async () => (await admin.database.pool.query('select 1 from idempotency_record where answer is null')).rowCount === 1);
      const second = await post('sources', SOURCE, key);
      expect([second.status, (second.body as { code: string }).code]).toEqual([409, 'conflict']);
      await holder.query('commit');
      expect((await first).status).toBe(201);
    } finally {
      holder.release();
    }
  });

  it.each([
    ['a body that is at fault', 'sources', { ...SOURCE, colour: 'red' }, SOURCE, 422],
    ['a name that is taken', 'sources', { ...SOURCE, slug: 'posthorn' }, SOURCE, 409],
  ])('does not stick to %s', async (_what, resource, bad, good, status) => {
    const key = newKey();
    expect((await post(resource, bad, key)).status).toBe(status);
    expect((await post(resource, good, key)).status).toBe(201);
  });

  it('makes nothing when its time ran out and another holds the key', async () => {
    const key = newKey();
    const before = await count('sources');
    const holder = await admin.database.pool.connect();
    try {
      await holder.query('begin; select version from config_version for update');
      const slow = post('sources', SOURCE, key);
      await until(async () => (await admin.database.pool.query('select 1 from idempotency_record where answer is null')).rowCount === 1);
      await admin.database.pool.query('update idempotency_record set claim = gen_random_uuid() where answer is null');
      await holder.query('commit');
      expect((await slow).status).toBe(409);
      expect(await count('sources')).toBe(before);
    } finally {
      holder.release();
      await admin.database.pool.query('delete from idempotency_record where answer is null');
    }
  });

  it('does not let a change be made twice, whatever goes wrong after it', async () => {
    const key = newKey();
    const before = await count('sources');
    const { configuration } = admin;
    const publish = configuration.publish.bind(configuration);
    configuration.publish = () => Promise.reject(new Error('planted'));
    const first = await post('sources', SOURCE, key);
    configuration.publish = publish;
    expect(first.status).toBe(500);
    expect((await post('sources', SOURCE, key)).status).toBe(409);
    expect(await count('sources')).toBe(before + 1);
  });

  it('is in the OpenAPI document where something is created', async () => {
    const { paths } = (await admin.send('get', 'openapi.json')).body as {
      paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
    };
    const headersOf = (path: string, method: string) =>
      paths[`/api/v1/${path}`]?.[method]?.parameters.filter((one) => one.in === 'header').map(({ name }) => name);
    expect(headersOf('projects/{project}/sources', 'post')).toEqual(['Idempotency-Key']);
    expect(headersOf('projects/{project}/events/{id}/replay', 'post')).toEqual(['Idempotency-Key']);
    expect(headersOf('projects/{project}/events/{id}/explain', 'post')).toEqual([]);
    expect(headersOf('projects/{project}/sources', 'get')).toEqual([]);
    expect(headersOf('auth/tokens', 'post')).toEqual([]);
  });

  it('is forgotten after a day, and swept away', async () => {
    const key = newKey();
    const store = new IdempotencyStore(admin.database.pool, admin.clock);
    const first = await post('sources', SOURCE, key);
    admin.clock.advance(KEPT_MS - 60_000);
    expect(await store.sweep()).toBe(0);
    admin.clock.advance(120_000);
    await admin.signIn();
    const second = await post('sources', SOURCE, key);
    expect(second.status).toBe(201);
    expect(second.text).not.toBe(first.text);
    expect(await store.sweep()).toBeGreaterThan(0);
    const { rows } = await admin.database.pool.query<{ left: string }>('select count(*) as left from idempotency_record');
    expect(Number(rows[0]?.left)).toBe(1);
  });

  it.each(['', ' ', 'a b', 'é', 'x'.repeat(256)])('refuses the key %j', async (key) => {
    expect((await post('sources', SOURCE, key)).status).toBe(422);
  });

  it.each([
    ['api-keys', { name: 'K', role: 'viewer' }],
    ['invitations', { email: 'grace@example.com', role: 'viewer' }],
    ['sources', SOURCE],
  ])('of %s makes nothing twice when the relay died before it had kept the answer', async (resource, body) => {
    const key = newKey();
    const before = await count(resource);
    const { keep } = IdempotencyStore.prototype;
    IdempotencyStore.prototype.keep = () => Promise.reject(new Error('planted'));
    const first = await post(resource, body, key);
    IdempotencyStore.prototype.keep = keep;
    expect(first.status).toBe(201);
    admin.clock.advance(PENDING_MS + 60_000);
    await admin.signIn();
    expect((await post(resource, body, key)).status).toBe(409);
    const { id } = first.body as { id: string };
    expect((await admin.call('get', `${resource}/${id}`)).status).toBe(200);
    expect(await count(resource)).toBe(before + 1);
  });

  it('that is none is refused where it would do nothing, too, as the OpenAPI document says', async () => {
    const { id } = (await admin.send('get', 'auth/me')).body as { id: string };
    const answer = await admin.send('post', `operators/${id}/password`, undefined, { 'idempotency-key': 'a b' });
    expect(answer.status).toBe(422);
  });

  it('is nothing to a GET', async () => {
    expect((await admin.call('get', 'sources', undefined, { 'idempotency-key': newKey() })).status).toBe(200);
  });
});

/** Waits for a condition, at most five seconds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await holds())) if (Date.now() > deadline) throw new Error('it never came');
}
