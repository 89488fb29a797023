import { connect } from 'node:net';
import request from 'supertest';
import { TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

describe('a port of its own for the admin API', () => {
  let relay: TestRelay;

  beforeAll(async () => (relay = await TestRelay.start({ POSTHORN_ADMIN_PORT: '0', POSTHORN_TRUST_PROXY: '127.0.0.1' })));
  afterAll(() => relay.stop());

  it.each<[string, 'url' | 'adminUrl', number]>([
    ['/in/door', 'url', 200],
    ['/in/door', 'adminUrl', 404],
    ['/api/v1/openapi.json', 'url', 404],
    ['/api/v1/openapi.json', 'adminUrl', 200],
    ['/metrics', 'url', 404],
    ['/metrics', 'adminUrl', 200],
    ['/healthz', 'url', 200],
    ['/healthz', 'adminUrl', 200],
  ])('GET %s at the %s answers %i', async (path, door, status) => {
    if (path === '/in/door' && door === 'url') {
      await relay.create('sources', { name: 'door', slug: 'door', verification: { provider: 'bearer', secrets: ['a-long-token'] } });
    }
    await request(relay[door]).get(path).expect(status);
  });

  it('believes X-Forwarded-For of a proxy that it was told to trust', async () => {
    await relay.send('door', '{}', { 'X-Forwarded-For': '203.0.113.9' }).expect(401);
    const refusal = await waitUntil('the refusal', async () => (await relay.list('refusals'))[0]);
    expect(refusal['remoteAddress']).toBe('203.0.113.9');
  });
});

/** What a server answers to bytes that no HTTP client would send. */
function answerTo(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', reject).on('close', () => resolve(text));
  });
}

describe('what is no request is a problem all the same', () => {
  let relay: TestRelay;

  beforeAll(async () => (relay = await TestRelay.start({ POSTHORN_ADMIN_PORT: '0' })));
  afterAll(() => relay.stop());

  it.each<[string, 'url' | 'adminUrl', number, string]>([
    ['a method that is none', 'url', 400, 'NONSENSE /api/v1/projects HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a method that is none', 'adminUrl', 400, 'NONSENSE /api/v1/projects HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['too long a query', 'url', 431, `GET /api/v1/projects?a=${'b'.repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['too long a query', 'adminUrl', 431, `GET /api/v1/projects?a=${'b'.repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
  ])('%s at the %s', async (_what, door, status, bytes) => {
    const [head = '', body = ''] = (await answerTo(relay[door], bytes)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    expect(head).toMatch(/x-request-id: \S/i);
    expect(JSON.parse(body)).toMatchObject({ status, code: 'malformed' });
  });
});

describe('the admin API takes JSON and nothing else', () => {
  let relay: TestRelay;

  beforeAll(async () => (relay = await TestRelay.start()));
  afterAll(() => relay.stop());

  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json', 404],
    ['application/json; charset=utf-8', 404],
  ])('an empty %s is answered %i', async (type, status) => {
    await relay.api('post', 'deliveries/dlv_none/retry').set('content-type', type).expect(status);
  });

  it('broken JSON is 400', async () => {
    const answer = await relay.api('post', 'sources').set('content-type', 'application/json').send('{"name":').expect(400);
    expect(answer.body).toMatchObject({ code: 'malformed' });
  });
});
