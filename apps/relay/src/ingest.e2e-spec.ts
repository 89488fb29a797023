import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { SignJWT } from 'jose';
import request from 'supertest';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const MAX_CONNECTIONS = 60;
const SECRET = 'a-secret-of-thirty-two-characters';

describe('ingest', () => {
  let relay: TestRelay;
  let receiver: RecordingServer;

  beforeAll(async () => {
    relay = await TestRelay.start(
      { POSTHORN_MAX_BODY_BYTES: '200000' },
      { timeouts: { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 100, maxConnections: MAX_CONNECTIONS } },
    );
    receiver = await RecordingServer.start();
    await relay.connect('plain', receiver.url);
  });
  afterAll(async () => {
    await relay.stop();
    await receiver.close();
  });

  const stored = (answer: { headers: Record<string, unknown> }): Promise<Json> =>
    relay.get(`events/${String(answer.headers['posthorn-event-id'])}`);
  const arrival = (eventId: unknown) =>
    waitUntil('the arrival', () => receiver.arrivals.find((one) => one.headers['webhook-id'] === eventId));

  it.each<[string, string | undefined, Buffer, Record<string, string>]>([
    ['JSON', 'application/json; charset=utf-8', Buffer.from('{ "event" : "a" }\n'), {}],
    ['a form', 'application/x-www-form-urlencoded', Buffer.from('payload=%7B%7D&a=1+2'), {}],
    [
      'multipart',
      'multipart/form-data; boundary=x',
      Buffer.from('--x\r\ncontent-disposition: form-data; name="json"\r\n\r\n{}\r\n--x--\r\n'),
      {},
    ],
    ['text', 'text/plain', Buffer.from('caf\u00e9'), {}],
    ['XML', 'application/xml', Buffer.from('<?xml version="1.0"?><a/>'), {}],
    ['binary', 'application/octet-stream', randomBytes(50_000), {}],
    ['bytes that are not UTF-8, called JSON', 'application/json', Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]), {}],
    ['gzip, kept as it came', 'application/json', gzipSync('{"event":"zipped"}'), { 'content-encoding': 'gzip' }],
    ['nothing at all', undefined, Buffer.alloc(0), {}],
    ['a content type that is none', '@@@', Buffer.from('x'), {}],
  ])('G3 byte for byte: takes and passes on %s', async (_name, type, body, headers) => {
    const answer = await relay.send('plain', body, { ...(type === undefined ? {} : { 'content-type': type }), ...headers });
    expect([answer.status, answer.text]).toEqual([200, '{}']);
    const event = await stored(answer);
    expect(event).toMatchObject({ bodyBytes: body.length, bodySha256: createHash('sha256').update(body).digest('hex') });
    const arrived = await arrival(event.id);
    expect(arrived.body.equals(body)).toBe(true);
    if (type !== undefined) expect(arrived.headers['content-type']).toBe(type);
    expect(arrived.headers['content-encoding']).toBe(headers['content-encoding']);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s makes an event', async (method) => {
    const answer = await fetch(`${relay.url}/in/plain`, { method, body: '{"event":"method"}' });
    expect(answer.status).toBe(200);
    expect(await relay.get(`events/${answer.headers.get('posthorn-event-id')}`)).toMatchObject({ method });
  });

  it('keeps sub-path and query as they came, also an URL of 8 KiB', async () => {
    const query = `q=%FF%00&long=${'x'.repeat(8_100)}`;
    // By hand: an HTTP client would tidy the path.
    const socket = await open();
    socket.write(`POST /in/plain/orders/%2e%2e/../7?${query} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`);
    const event = await relay.get(`events/${/posthorn-event-id: (\S+)/i.exec(await readAll(socket))?.[1]}`);
    expect([event['path'], event['query'] === query]).toEqual(['/orders/%2e%2e/../7', true]);
  });

  it('keeps header names of every case and duplicates, in order', async () => {
    const socket = await open();
    socket.write(
      'POST /in/plain HTTP/1.1\r\nhOsT: x\r\nX-DUP: 1\r\nx-dup: 2\r\nX-Dup: 1\r\ncontent-LENGTH: 2\r\nConnection: close\r\n\r\n{}',
    );
    const text = await readAll(socket);
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    const event = await relay.get(`events/${/posthorn-event-id: (\S+)/i.exec(text)?.[1]}`);
    expect((event['headers'] as string[][]).filter(([name]) => name?.toLowerCase() === 'x-dup')).toEqual([
      ['X-DUP', '1'],
      ['x-dup', '2'],
      ['X-Dup', '1'],
    ]);
  });

  it('stores an event whose body no rule can read, as unknown, with the fault', async () => {
    const event = await stored(await relay.send('plain', '{"event":'));
    expect(event).toMatchObject({ type: 'unknown', faults: [{ rule: 'eventType', code: 'invalid-json' }] });
  });

  it('answers GET, HEAD and OPTIONS without making anything', async () => {
    const get = await request(relay.url).get('/in/plain').expect(200);
    expect(get.text).toContain('receives webhooks');
    await request(relay.url).head('/in/plain').expect(200);
    await request(relay.url).options('/in/plain').expect(204);
  });

  it('answers 404 for an unknown slug and for a disabled source, and keeps nothing', async () => {
    await relay.send('no-such-slug').expect(404);
    const source = await relay.create('sources', { name: 'off', slug: 'off', verification: { provider: 'none' } });
    await relay.send('off').expect(200);
    await relay.api('patch', `sources/${source.id}`).send({ status: 'disabled' }).expect(200);
    await relay.send('off').expect(404);
    expect(await relay.list(`events?sourceId=${source.id}`)).toHaveLength(1);
    expect(await relay.list(`refusals?sourceId=${source.id}`)).toEqual([]);
  });

  it('takes the same external id once, and says so', async () => {
    const rule = { externalId: { from: 'header', name: 'x-request-id' } };
    const source = await relay.create('sources', { name: 'dedupe', slug: 'dedupe', verification: { provider: 'none' }, ...rule });
    const answers = await Promise.all(Array.from({ length: 20 }, () => relay.send('dedupe', '{}', { 'X-Request-Id': 'one' })));
    expect(new Set(answers.map((answer) => String(answer.headers['posthorn-event-id']))).size).toBe(1);
    expect(answers.filter((answer) => answer.headers['posthorn-duplicate'] === 'true')).toHaveLength(19);
    await relay.restart();
    await relay.send('dedupe', '{}', { 'X-Request-Id': 'one' }).expect(200).expect('posthorn-duplicate', 'true');
    expect(await relay.list(`events?sourceId=${source.id}`)).toHaveLength(1);
  });

  describe('refuses, and G4 keeps the reason', () => {
    async function lastRefusal(source: Json): Promise<Json> {
      const found = await waitUntil('the refusal', async () => (await relay.list(`refusals?sourceId=${source.id}`))[0]);
      return relay.get(`refusals/${found.id}`);
    }

    it('a body over the limit, announced or not', async () => {
      const source = await relay.create('sources', {
        name: 'small',
        slug: 'small',
        verification: { provider: 'none' },
        maxBodyBytes: 1_000,
      });
      await relay.send('small', Buffer.alloc(1_000)).expect(200);
      await relay.send('small', Buffer.alloc(1_001)).expect(413);
      expect(await lastRefusal(source)).toMatchObject({ reason: 'body-too-large', bodyBytes: 1_001 });
      const chunked = await fetch(`${relay.url}/in/small`, {
        method: 'POST',
        body: new Blob([Buffer.alloc(100_000)]).stream(),
        duplex: 'half',
      });
      expect(chunked.status).toBe(413);
      await relay.send('plain', Buffer.alloc(200_001)).expect(413);
      expect(await relay.list(`events?sourceId=${source.id}`)).toHaveLength(1);
    });

    it('a method that the source does not take', async () => {
      const source = await relay.create('sources', {
        name: 'narrow',
        slug: 'narrow',
        verification: { provider: 'none' },
        methods: ['POST'],
      });
      const answer = await request(relay.url).put('/in/narrow').send('x').expect(405);
      expect(answer.headers['allow']).toBe('POST, GET, HEAD, OPTIONS');
      expect(await lastRefusal(source)).toMatchObject({ reason: 'method', method: 'PUT' });
    });

    it('a token that is missing, malformed, expired or forged, and takes a good one; G8: none is ever shown', async () => {
      const verification = {
        provider: 'jwt',
        options: { algorithms: ['HS256'], issuer: 'https://auth.petstoreapi.com' },
        secrets: [SECRET],
      };
      const source = await relay.create('sources', { name: 'jwt', slug: 'jwt', verification });
      const sign = (secret: string, expires: string): Promise<string> =>
        new SignJWT()
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer('https://auth.petstoreapi.com')
          .setExpirationTime(expires)
          .sign(Buffer.from(secret));
      const cases: [string | null, string][] = [
        [null, 'token-missing'],
        ['not.a.token', 'token-invalid'],
        [await sign(SECRET, '1h ago'), 'token-expired'],
        [await sign(`${SECRET}!`, '1h'), 'token-invalid'],
      ];
      for (const [token, reason] of cases) {
        const answer = await relay.send('jwt', '{}', token === null ? {} : { Authorization: `Bearer ${token}` }).expect(401);
        expect([answer.text, answer.headers['www-authenticate']]).toEqual(['', expect.stringMatching(/^Bearer/)]);
        const refusal = await waitUntil(`a refusal with ${reason}`, async () =>
          (await relay.list(`refusals?sourceId=${source.id}&reason=${reason}`)).find((one) => one['reason'] === reason),
        );
        if (token) expect(JSON.stringify(await relay.get(`refusals/${refusal.id}`))).not.toContain(token);
      }
      const good = await sign(SECRET, '1h');
      const accepted = await relay.send('jwt', '{}', { authorization: `bearer ${good}` }).expect(200);
      expect(JSON.stringify(await stored(accepted))).not.toContain(good);
    });

    it('a signature that is missing or wrong, and takes a right one', async () => {
      const options = { header: 'X-Webhook-Signature', prefix: 'sha256=' };
      const source = await relay.create('sources', {
        name: 'hmac',
        slug: 'hmac',
        verification: { provider: 'hmac', options, secrets: [SECRET] },
      });
      const body = Buffer.from('{"amount":738.05}');
      const signature = createHmac('sha256', SECRET).update(body).digest('hex');
      await relay.send('hmac', body).expect(401);
      expect(await lastRefusal(source)).toMatchObject({ reason: 'signature-missing' });
      await relay.send('hmac', Buffer.from('{"amount":738.06}'), { 'x-webhook-signature': `sha256=${signature}` }).expect(401, '');
      await waitUntil('the second refusal', async () => (await lastRefusal(source))['reason'] === 'signature-mismatch');
      await relay.send('hmac', body, { 'x-webhook-signature': `sha256=${signature}` }).expect(200);
      await relay.restart();
      const shown = (await relay.get(`sources/${source.id}`))['verification'];
      expect(shown).toMatchObject({ secrets: [{ lastUsedAt: expect.any(String) }] });
    });
  });

  it('G1: a body that breaks off is neither answered nor stored', async () => {
    const source = await relay.create('sources', { name: 'broken', slug: 'broken', verification: { provider: 'none' } });
    const socket = await open();
    socket.write('POST /in/broken HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":');
    socket.end();
    await readAll(socket);
    await relay.send('broken').expect(200);
    expect(await relay.list(`events?sourceId=${source.id}`)).toHaveLength(1);
  });

  it.each([
    ['headers', 'POST /in/plain HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['a body', 'POST /in/plain HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{'],
  ])('a sender that never ends its %s (slowloris) is cut off', async (_what, start) => {
    const socket = await open();
    socket.write(start);
    const started = performance.now();
    const text = await readAll(socket);
    expect(text === '' || text.startsWith('HTTP/1.1 408')).toBe(true);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('a sender that trickles its body, a byte now and then, is cut off as well', async () => {
    const socket = await open();
    socket.write('POST /in/plain HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n');
    const trickle = setInterval(() => socket.write('x'), 50);
    const started = performance.now();
    const text = await readAll(socket).finally(() => clearInterval(trickle));
    expect(text === '' || text.startsWith('HTTP/1.1 408')).toBe(true);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('so many slow senders as there may be connections keep others out for their timeout and no longer', async () => {
    const slow = await Promise.all(Array.from({ length: MAX_CONNECTIONS + 5 }, open));
    for (const socket of slow) socket.on('error', () => undefined).write('POST /in/plain HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await waitUntil(
      'the surplus is closed',
      () => slow.filter((socket) => socket.resume().readableEnded || socket.destroyed).length >= 5 || null,
    );
    await waitUntil('an answer', async () => (await relay.send('plain').catch(() => null))?.status === 200, 5_000);
    for (const socket of slow) socket.destroy();
  });

  async function open(): Promise<Socket> {
    const socket = connect({ port: Number(new URL(relay.url).port), host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    return socket;
  }
});

async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('end', resolve).once('close', resolve));
  socket.destroy();
  return Buffer.concat(chunks).toString('latin1');
}
