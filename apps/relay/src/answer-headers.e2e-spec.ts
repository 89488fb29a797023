import request from 'supertest';
import { TestRelay } from './testing/test-relay.js';

describe('every answer', () => {
  let relay: TestRelay;
  beforeAll(async () => (relay = await TestRelay.start({ POSTHORN_TRUST_PROXY: '127.0.0.0/8' })));
  afterAll(() => relay.stop());

  it.each([
    ['/api/v1/projects', 401],
    ['/api/v1/openapi.json', 200],
    ['/api/v1/docs', 200],
    ['/api/v1/nothing', 404],
    ['/api/v1/%zz', 400],
    ['/healthz', 200],
    ['/nothing', 404],
  ])('of %s has a request id of its own and may not be framed or guessed at', async (path, status) => {
    const [first, second] = [await request(relay.url).get(path), await request(relay.url).get(path)];
    expect(first.status).toBe(status);
    expect(first.headers).toMatchObject({
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "frame-ancestors 'none'",
    });
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(first.headers).not.toHaveProperty('strict-transport-security');
  });

  it('of the API is kept by nobody', async () => {
    expect((await relay.api('get', 'sources')).headers['cache-control']).toBe('no-store');
  });

  it('asks for https where a trusted proxy says that the request came by it', async () => {
    const answer = await request(relay.url).get('/healthz').set('x-forwarded-proto', 'https');
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d+$/);
  });

  it('permits no other origin anything', async () => {
    const origin = { origin: 'https://evil.example' };
    const preflight = await request(relay.url)
      .options('/api/v1/projects')
      .set({ ...origin, 'access-control-request-method': 'GET' });
    const plain = await relay.root('get', 'projects').set(origin);
    for (const { headers } of [preflight, plain]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
    expect(preflight.status).toBe(405);
  });

  it('takes no id from a caller, who could forge what the log says', async () => {
    const answer = await request(relay.url).get('/healthz').set('x-request-id', 'mine');
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
