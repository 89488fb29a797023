import { fromTypeId } from '@posthorn/contracts';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';

type Json = Record<string, unknown>;
const SECRET = 'marker-3e1f-do-not-show';

describe('a destination', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const create = async (resource: string, body: object): Promise<Json & { id: string }> => {
    const answer = await admin.call('post', resource, body);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body as Json & { id: string };
  };
  const destination = (extra: object = {}) =>
    create('destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/a' }, ...extra });

  it('shows a generated signing secret once', async () => {
    const answer = await admin.call('post', 'destinations', { name: 'D', plugin: 'hook', config: { url: 'https://example.com/a' } });
    const { signingSecret, ...rest } = answer.body as Json & { id: string };
    expect(signingSecret).toMatch(/^whsec_/);
    expect(rest).toMatchObject({
      id: expect.stringMatching(/^dst_/),
      config: { url: 'https://example.com/a' },
      secrets: { signingSecret: { set: true, rotatedAt: expect.any(String) }, authToken: { set: false, rotatedAt: null } },
      ...{ timeoutMs: 15_000, maxConcurrency: 32, rateLimit: null, retry: null, status: 'enabled', disableAfterSeconds: 432_000 },
      health: { breaker: 'closed', since: null, failingSince: null, concurrency: 32, nextProbeAt: null },
    });
    const got = await admin.call('get', `destinations/${rest.id}`);
    expect(got.body).toEqual(rest);
    expect(got.headers['etag']).toBe(answer.headers['etag']);
  });

  it.each<[string, object, object]>([
    ['an unknown plugin', { plugin: 'pigeon' }, { field: 'plugin', code: 'invalid' }],
    ['no URL', { config: {} }, { field: 'config.url', code: 'required' }],
    ['an unknown option', { config: { url: 'https://example.com', colour: 1 } }, { field: 'config.colour', code: 'unknown-field' }],
    ['an unknown secret', { secrets: { pin: 'x' } }, { field: 'secrets.pin', code: 'unknown-field' }],
    ['a wrong secret', { secrets: { signingSecret: SECRET } }, { field: 'secrets.signingSecret', code: 'invalid' }],
    ['a missing secret', { config: { url: 'https://example.com', token: true } }, { field: 'secrets.authToken', code: 'required' }],
    ['a loopback address', { config: { url: 'http://127.0.0.1/' } }, { field: 'config.url', code: 'address-not-allowed' }],
    ['a metadata address', { config: { url: 'http://169.254.169.254/' } }, { field: 'config.url', code: 'address-not-allowed' }],
    ['user info', { config: { url: 'https://u:p@example.com/' } }, { field: 'config.url', code: 'invalid' }],
    ['another scheme', { config: { url: 'ftp://example.com/' } }, { field: 'config.url', code: 'invalid' }],
    ['a rate of none', { rateLimit: { count: 0, perSeconds: 1 } }, { field: 'rateLimit.count', code: 'invalid' }],
    ['half a rate', { rateLimit: { count: 1 } }, { field: 'rateLimit.perSeconds', code: 'required' }],
    ['a rate that is none', { rateLimit: 5 }, { field: 'rateLimit', code: 'invalid' }],
    ['a list of rates', { rateLimit: [] }, { field: 'rateLimit', code: 'invalid' }],
    ['a long timeout', { timeoutMs: 60_001 }, { field: 'timeoutMs', code: 'invalid' }],
    ['a time without end', { disableAfterSeconds: 31_536_001 }, { field: 'disableAfterSeconds', code: 'invalid' }],
    ['a long schedule', { retry: { schedule: Array(51).fill('0s') } }, { field: 'retry.schedule', code: 'invalid' }],
    ['an unknown preset', { retry: { preset: 'daily' } }, { field: 'retry.preset', code: 'invalid' }],
  ])('is refused with %s', async (_case, extra, error) => {
    const body = { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' }, ...extra };
    const answer = await admin.call('post', 'destinations', body);
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: object[] }).errors).toEqual([expect.objectContaining(error)]);
  });

  it('merges config and secrets', async () => {
    const { id } = await destination({
      config: { url: 'https://example.com/a', headers: { a: '1', b: '2' } },
      secrets: { authToken: SECRET },
    });
    const patch = { config: { headers: { a: null, c: '3' } }, secrets: { authToken: null }, retry: { preset: 'petstore' } };
    const answer = await admin.call('patch', `destinations/${id}`, patch);
    expect(answer.body).toMatchObject({
      config: { url: 'https://example.com/a' },
      secrets: { authToken: { set: false }, signingSecret: { set: true } },
    });
    expect((answer.body as { config: Json }).config['headers']).toEqual({ b: '2', c: '3' });
    const schedule = await admin.call('patch', `destinations/${id}`, { retry: { schedule: ['0s'] } });
    expect((schedule.body as Json)['retry']).toEqual({ schedule: ['0s'] });
    const other = await admin.call('patch', `destinations/${id}`, { plugin: 'hook' });
    expect(other.status).toBe(422);
  });

  it('rotates its signing secret and honours the old one for a while', async () => {
    const { id, signingSecret } = await destination();
    const answer = await admin.call('post', `destinations/${id}/signing-secret/rotate`, { expirePreviousInSeconds: 60 });
    expect(answer.status).toBe(200);
    const rotated = (answer.body as Json)['signingSecret'];
    expect(rotated).not.toBe(signingSecret);
    const mine = [...admin.configuration.snapshot.destinations.values()].find(({ secrets }) => secrets['signingSecret'] === rotated);
    expect(mine?.previousSecrets).toMatchObject([{ name: 'signingSecret', value: signingSecret }]);
  });

  it('shows how it fares, which changes no ETag, and begins anew when an operator enables it', async () => {
    const { id } = await destination();
    const etag = (await admin.call('get', `destinations/${id}`)).headers['etag'] ?? '';
    await admin.database.pool.query(
      `insert into destination_health select id, 'open', '2026-01-02', '2026-01-03', 1, '2026-01-01', 10, 1, 1, now()
       from destination order by id desc limit 1`,
    );
    const failing = await admin.call('get', `destinations/${id}`);
    const health = { breaker: 'open', failingSince: '2026-01-01T00:00:00.000Z', concurrency: 1, nextProbeAt: '2026-01-03T00:00:00.000Z' };
    expect((failing.body as Json)['health']).toMatchObject({ ...health, since: '2026-01-02T00:00:00.000Z' });
    expect(failing.headers['etag']).toBe(etag);
    const listed = (await admin.call('get', 'destinations?limit=1')).body as { data: Json[] };
    expect(listed.data[0]?.['health']).toEqual((failing.body as Json)['health']);
    const paused = await admin.call('patch', `destinations/${id}`, { status: 'paused' }, { 'if-match': etag });
    expect([paused.status, (paused.body as Json)['health']]).toEqual([200, expect.objectContaining(health)]);
    const enabled = await admin.call('patch', `destinations/${id}`, { status: 'enabled' });
    expect((enabled.body as Json)['health']).toMatchObject({ breaker: 'closed', failingSince: null, concurrency: 32, nextProbeAt: null });
  });

  it('is tried at once when it has another address, and not for another name', async () => {
    const { id } = await destination();
    const { length } = admin.signals.dueFor;
    await admin.call('patch', `destinations/${id}`, { name: 'Other' });
    expect(admin.signals.dueFor).toHaveLength(length);
    await admin.call('patch', `destinations/${id}`, { config: { url: 'https://example.com/b' } });
    expect(admin.signals.dueFor.slice(length)).toEqual([fromTypeId('dst', id)]);
  });

  it.each<[string, object, number | null]>([
    ['after two minutes', { disableAfterSeconds: 120 }, 120],
    ['never, said as null', { disableAfterSeconds: null }, null],
    ['never, said as 0', { disableAfterSeconds: 0 }, null],
  ])('is disabled by its failures %s', async (_case, extra, shown) => {
    const { id, disableAfterSeconds } = await destination(extra);
    expect(disableAfterSeconds).toBe(shown);
    const other = await admin.call('patch', `destinations/${id}`, { name: 'E' });
    expect((other.body as Json)['disableAfterSeconds']).toBe(shown);
    await admin.call('patch', `destinations/${id}`, { disableAfterSeconds: 5 });
    const patched = await admin.call('patch', `destinations/${id}`, extra);
    expect((patched.body as Json)['disableAfterSeconds']).toBe(shown);
  });

  it('sends a test through the port', async () => {
    const { id } = await destination();
    const answer = await admin.call('post', `destinations/${id}/test`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: expect.stringMatching(/^att_/), number: 1, outcome: 'delivered', durationMs: 7 });
  });

  it('is kept while subscriptions go to it, unless they may go, too', async () => {
    const { id } = await destination();
    const subscription = await create('subscriptions', { name: 'S', destinationId: id });
    expect((await admin.call('delete', `destinations/${id}`)).status).toBe(409);
    expect((await admin.call('delete', `destinations/${id}?cascade=true`)).status).toBe(204);
    expect((await admin.call('get', `subscriptions/${subscription.id}`)).status).toBe(404);
  });

  // Last, when everything has been answered that this file asks for.
  it('has shown no secret in any answer', () => {
    expect(admin.answers.length).toBeGreaterThan(20);
    expect(admin.answers.filter((answer) => answer.includes(SECRET))).toEqual([]);
  });
});
