import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { REQUEST_WINDOW_MS } from './request-limiter.js';

const LIMIT = 5;

describe('the limit of requests', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin({ POSTHORN_API_REQUESTS_PER_MINUTE: String(LIMIT) })));
  afterAll(() => admin.close());

  const limits = (headers: Record<string, string>) => ['limit', 'remaining', 'reset'].map((name) => headers[`ratelimit-${name}`]);

  it('counts down on every answer, then is 429 until the minute is over', async () => {
    for (let left = LIMIT - 1; left >= 0; left--) {
      const answer = await admin.call('get', left === 0 ? 'sources/none' : 'sources');
      expect(answer.status).toBe(left === 0 ? 404 : 200);
      expect(limits(answer.headers).slice(0, 2)).toEqual([String(LIMIT), String(left)]);
      expect(Number(answer.headers['ratelimit-reset'])).toBeGreaterThan(0);
    }
    const refused = await admin.call('get', 'sources');
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([429, 'rate-limited']);
    expect(limits(refused.headers)).toEqual([String(LIMIT), '0', refused.headers['retry-after']]);
    admin.clock.advance(Number(refused.headers['retry-after']) * 1_000);
    expect((await admin.call('get', 'sources')).status).toBe(200);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(REQUEST_WINDOW_MS / 1_000);
  });

  it("is each operator's own", async () => {
    for (let i = 0; i <= LIMIT; i++) await admin.call('get', 'sources');
    expect((await admin.call('get', 'sources')).status).toBe(429);
    await admin.database.pool.query(
      `insert into operator (id, email, password_hash)
       select '019b4132-70aa-764f-b315-e2803d882a24', 'second@localhost', password_hash from operator where email = $1`,
      [EMAIL],
    );
    const { body } = await admin.send('post', 'auth/tokens', { email: 'second@localhost', password: PASSWORD }, { authorization: '' });
    const authorization = `Bearer ${(body as { accessToken: string }).accessToken}`;
    expect((await admin.call('get', 'sources', undefined, { authorization })).headers['ratelimit-remaining']).toBe(String(LIMIT - 1));
  });

  it('does not count who is not signed in', async () => {
    const answer = await admin.call('get', 'sources', undefined, { authorization: 'Bearer nonsense' });
    expect(answer.status).toBe(401);
    expect(limits(answer.headers)).toEqual([undefined, undefined, undefined]);
  });
});
