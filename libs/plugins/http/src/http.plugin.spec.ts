import { OutboundError } from '@posthorn/plugin-sdk';
import { type ContextParts, runPlugin, SAMPLE_TIME_MS } from '@posthorn/plugin-sdk/testing';
import { Webhook } from 'standardwebhooks';
import { httpPlugin } from './http.plugin.js';
import { closeReceivers, receiver } from './testing/receiver.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OLD_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

afterEach(closeReceivers);

const deliver = (parts: ContextParts) => runPlugin(httpPlugin, { secrets: { signingSecret: SECRET }, ...parts });

describe('what the destination receives', () => {
  it('G3: is the exact bytes with their type, signed so that a stock library verifies it', async () => {
    const { url, received } = await receiver();
    const body = Buffer.from('{"caf\u00e9" :  1}\n');
    const headers = ['Content-Type', 'application/json; charset=utf-8', 'Content-Encoding', 'identity'];
    const result = await deliver({
      config: { url: `${url}/hooks` },
      clock: { now: () => Date.now() },
      previousSecrets: { signingSecret: [OLD_SECRET] },
      event: { body, headers },
      delivery: { attempt: 3 },
    });
    expect(result).toMatchObject({ outcome: 'delivered', exchange: { response: { status: 200, body: 'thanks' }, error: null } });
    const [request] = received;
    expect(request?.body.equals(body)).toBe(true);
    expect(request).toMatchObject({
      method: 'POST',
      url: '/hooks',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-encoding': 'identity',
        'webhook-id': 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0',
        'posthorn-event-id': 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0',
        'posthorn-delivery-id': 'dlv_01kdy5c0r8e1rv7b6b4e8jz9m1',
        'posthorn-event-type': 'payment.success',
        'posthorn-source': 'petstore',
        'posthorn-attempt': '3',
      },
    });
    for (const secret of [SECRET, OLD_SECRET]) {
      expect(() => new Webhook(secret).verify(request?.body.toString() ?? '', request?.headers ?? {})).not.toThrow();
    }
    expect(() => new Webhook(SECRET).verify(`${request?.body.toString()} `, request?.headers ?? {})).toThrow();
  });

  it('are the sender\u2019s headers in order, without credentials and what belongs to the hop', async () => {
    const { url, received } = await receiver();
    const kept = ['X-Provider-Signature', 't=1,v1=abc', 'X-Many', 'one', 'x-many', 'two', 'User-Agent', 'Sender/1'];
    const dropped = [
      'Authorization',
      'Bearer x',
      'Cookie',
      'a=b',
      'Host',
      'in.example',
      'Content-Length',
      '99',
      'Connection',
      'close, X-Hop',
    ];
    const alsoDropped = [
      'X-Hop',
      '1',
      'X-Forwarded-For',
      '10.0.0.1',
      'Forwarded',
      'for=x',
      'Proxy-Authorization',
      'x',
      'Expect',
      '100-continue',
    ];
    const forged = ['Posthorn-Event-Id', 'forged', 'X-Api-Key', '[redacted]', 'TE', 'trailers', 'Transfer-Encoding', 'chunked'];
    const renamed = ['Webhook-Id', 'msg_1', 'webhook-signature', 'v1,abc', 'traceparent', '00-1-2-03'];
    await deliver({ config: { url }, event: { headers: [...kept, ...dropped, ...alsoDropped, ...forged, ...renamed] } });
    const sent = received[0]?.rawHeaders ?? [];
    const theirs = sent.slice(sent.indexOf('X-Provider-Signature'), sent.indexOf('webhook-id'));
    expect(theirs).toEqual([
      ...kept,
      ...[
        'posthorn-original-webhook-id',
        'msg_1',
        'posthorn-original-webhook-signature',
        'v1,abc',
        'posthorn-original-traceparent',
        '00-1-2-03',
      ],
    ]);
    const seen = sent.filter((_name, i) => i % 2 === 0).map((name) => name.toLowerCase());
    for (const name of [
      'authorization',
      'cookie',
      'x-hop',
      'x-forwarded-for',
      'forwarded',
      'proxy-authorization',
      'expect',
      'x-api-key',
      'te',
    ]) {
      expect(seen).not.toContain(name);
    }
    expect(received[0]?.headers['posthorn-event-id']).toBe('evt_01kdy5c0r8e1rv7b6b4e8jz9m0');
  });

  it('are the sender\u2019s own webhook headers unchanged where the destination does not sign', async () => {
    const { url, received } = await receiver();
    const headers = ['webhook-id', 'msg_1', 'webhook-timestamp', '1', 'webhook-signature', 'v1,abc', 'traceparent', '00-1-2-03'];
    await deliver({ config: { url, signing: 'none' }, secrets: {}, event: { headers } });
    await deliver({ config: { url, signing: 'none' }, secrets: {} });
    const pick = (index: number) =>
      Object.fromEntries(Object.entries(received[index]?.headers ?? {}).filter(([name]) => /^(webhook-|trace)/.test(name)));
    expect(pick(0)).toEqual({ 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,abc', traceparent: '00-1-2-03' });
    expect(pick(1)).toEqual({ 'webhook-id': 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0', 'webhook-timestamp': String(SAMPLE_TIME_MS / 1_000) });
  });

  it.each([
    ['basic', { type: 'basic', username: 'jo' }, { password: 'sesame' }, 'authorization', 'Basic am86c2VzYW1l'],
    ['bearer', { type: 'bearer' }, { authToken: 'token-1' }, 'authorization', 'Bearer token-1'],
    ['api-key', { type: 'api-key' }, { authToken: 'token-1' }, 'x-api-key', 'token-1'],
    ['api-key by another name', { type: 'api-key', name: 'X-Shop' }, { authToken: 'token-1' }, 'x-shop', 'token-1'],
  ])('is the credential of %s, which history does not show', async (_what, auth, secrets, name, value) => {
    const { url, received } = await receiver((response) => response.setHeader('set-cookie', 'sid=1').end(`you said ${value}`));
    const result = await deliver({
      config: { url, auth, headers: { 'X-Shop-Token': 'configured' } },
      secrets: { signingSecret: SECRET, ...secrets },
    });
    expect(received[0]?.headers[name]).toBe(value);
    const history = JSON.stringify(result);
    for (const hidden of [value, 'configured', 'v1,', 'sid=1', ...Object.values(secrets)]) expect(history).not.toContain(hidden);
  });

  it('is a key in the query, which history does not show', async () => {
    const { url, received } = await receiver();
    const config = { url: `${url}/?shop=1`, auth: { type: 'api-key', in: 'query', name: 'k' } };
    const result = await deliver({ config, secrets: { signingSecret: SECRET, authToken: 'a b&c-token' } });
    expect(received[0]?.url).toBe('/?shop=1&k=a%20b%26c-token');
    expect(result.exchange.request?.url).toBe(`${url}/?shop=1&k=[redacted]`);
  });

  it.each([
    ['/sub/path', 'a=1', '/base/sub/path?x=1&a=1'],
    ['', '', '/base?x=1'],
    ['/../../etc', '', '/base/etc?x=1'],
    ['/a/%2e%2E/%2e./b', '', '/base/b?x=1'],
    ['/..\\..\\c', '', '/base/c?x=1'],
    ['//other.example/d', '', '/base//other.example/d?x=1'],
    ['/e#f', 'g=#h', '/base/e%23f?x=1&g=%23h'],
    ['/', 'token=[redacted]&b=2', '/base/?x=1&b=2'],
  ])('comes to the sub-path %s and query "%s" inside the configured URL', async (path, query, expected) => {
    const { url, received } = await receiver();
    await deliver({ config: { url: `${url}/base?x=1`, forwardPath: true, forwardQuery: true }, event: { path, query } });
    expect(received[0]?.url).toBe(expected);
  });

  it.each(['/..%2f..%2fadmin', '/a/..%5Cadmin', '/%2e%2e%2Fadmin', '/..%2F'])(
    'the sub-path %s, in which a proxy would go up, is not sent',
    async (path) => {
      const { url, received } = await receiver();
      const result = await deliver({ config: { url: `${url}/base`, forwardPath: true }, event: { path } });
      expect(result).toMatchObject({ outcome: 'failed', reason: 'path-not-allowed' });
      expect(received).toEqual([]);
    },
  );

  it('keeps to the configured URL unless told otherwise, and takes any event type into a header', async () => {
    const { url, received } = await receiver();
    await deliver({ config: { url: `${url}/base`, method: 'PUT' }, event: { path: '/sub', query: 'a=1', type: 'a\r\nb: 100% \u20ac' } });
    expect(received[0]).toMatchObject({ method: 'PUT', url: '/base', headers: { 'posthorn-event-type': 'a%0D%0Ab: 100%25 %E2%82%AC' } });
  });
});

describe('what an answer means', () => {
  it.each([
    [200, {}, { outcome: 'delivered' }],
    [204, {}, { outcome: 'delivered' }],
    [302, { location: '/elsewhere' }, { outcome: 'retry', reason: 'http-302', failure: { status: 302 } }],
    [400, {}, { outcome: 'retry', reason: 'http-400', failure: { status: 400 } }],
    [410, {}, { outcome: 'disable', reason: 'gone' }],
    [429, { 'retry-after': '120' }, { outcome: 'retry', reason: 'http-429', failure: { status: 429 }, retryAfterMs: 120_000 }],
    [503, { 'retry-after': 'Fri, 02 Jan 2026 03:05:05 GMT' }, { outcome: 'retry', failure: { status: 503 }, retryAfterMs: 60_000 }],
    [500, { 'retry-after': 'soon' }, { outcome: 'retry', failure: { status: 500 }, retryAfterMs: undefined }],
  ])('%i', async (status, headers, expected) => {
    const { url, received } = await receiver((response) => response.writeHead(status, headers).end());
    expect(await deliver({ config: { url } })).toMatchObject(expected);
    expect(received).toHaveLength(1);
  });

  it.each([
    ['address-not-allowed', { outcome: 'failed', reason: 'address-not-allowed' }],
    ['invalid-request', { outcome: 'failed', reason: 'invalid-request' }],
    ['network', { outcome: 'retry', reason: 'network', failure: 'network' }],
    ['tls', { outcome: 'retry', reason: 'tls', failure: 'network' }],
    ['timeout', { outcome: 'retry', reason: 'timeout', failure: 'timeout' }],
  ] as const)('no answer: %s', async (code, expected) => {
    const fetch = () => Promise.reject(new OutboundError(code, 'A sentence.'));
    const result = await deliver({ config: { url: 'http://127.0.0.1/' }, fetch });
    expect(result).toMatchObject({ ...expected, exchange: { response: null, error: 'A sentence.' } });
  });

  it('given up: only the relay knows why', async () => {
    const fetch = () => Promise.reject(new OutboundError('aborted', 'A sentence.'));
    await expect(deliver({ config: { url: 'http://127.0.0.1/' }, fetch })).rejects.toMatchObject({ code: 'aborted' });
  });

  it('is kept up to 16 KiB, without NUL', async () => {
    const { url } = await receiver((response) => response.end(`\0${'x'.repeat(20_000)}`));
    const { exchange } = await deliver({ config: { url } });
    expect(exchange.response).toMatchObject({ truncated: true, body: `\uFFFD${'x'.repeat(16_383)}` });
  });

  it('never comes where there is nothing to sign with', async () => {
    const { url, received } = await receiver();
    expect(await deliver({ config: { url }, secrets: {} })).toMatchObject({ outcome: 'failed', reason: 'signing-secret-missing' });
    expect(received).toEqual([]);
  });
});

describe('configuration', () => {
  it.each([
    [{ url: 'ftp://example.com' }],
    [{ url: 'https://user@example.com' }],
    [{ url: 'hooks' }],
    [{ url: 'https://example.com', method: 'TRACE' }],
    [{ url: 'https://example.com', headers: { 'webhook-id': 'x' } }],
    [{ url: 'https://example.com', headers: { 'Posthorn-Source': 'x' } }],
    [{ url: 'https://example.com', headers: { Host: 'x' } }],
    [{ url: 'https://example.com', headers: { 'content-length': '1' } }],
    [{ url: 'https://example.com', headers: { 'x-a': 'b\r\nc: d' } }],
    [{ url: 'https://example.com', headers: { 'x a': 'b' } }],
    [{ url: 'https://example.com', auth: { type: 'api-key', name: 'webhook-signature' } }],
    [{ url: 'https://example.com', surprise: true }],
  ])('is not %j', (config) => {
    expect(httpPlugin.configSchema.safeParse(config).success).toBe(false);
  });

  it('needs the secret that its auth uses, and generates the one that it signs with', () => {
    const config = httpPlugin.configSchema.parse({ url: 'https://example.com', auth: { type: 'bearer' } });
    expect(httpPlugin.validate?.(config, [])).toEqual([expect.objectContaining({ field: 'secrets.authToken', code: 'required' })]);
    expect(httpPlugin.validate?.(config, ['authToken'])).toEqual([]);
    expect(httpPlugin.secretsSchema.safeParse(httpPlugin.generateSecrets?.(config)).success).toBe(true);
    expect(httpPlugin.outboundUrls?.(config, {})).toEqual([{ field: 'config.url', url: 'https://example.com' }]);
  });
});
