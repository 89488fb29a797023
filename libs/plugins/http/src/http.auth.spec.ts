import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type ContextParts, runPlugin, SAMPLE_TIME_MS } from '@posthorn/plugin-sdk/testing';
import { httpPlugin } from './http.plugin.js';
import { closeReceivers, type Received, receiver } from './testing/receiver.js';

const SECRET = 'client secret+/%';

/** What is turned into a text level by level overflows the stack. */
const NESTED = '['.repeat(20_000) + ']'.repeat(20_000);

afterEach(closeReceivers);

/** A token endpoint that counts: token-1, token-2 … */
async function tokenEndpoint(
  answer: (response: ServerResponse, count: number) => void = (response, count) => grant(response, `token-${count}`),
) {
  const server = await receiver((response) => answer(response, server.received.length));
  return server;
}

function grant(response: ServerResponse, token: string, more: object = { expires_in: 100 }): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ access_token: token, token_type: 'bearer', ...more }));
}

let destinations = 0;
interface Setup {
  readonly auth?: object;
  readonly answer?: (response: ServerResponse, request: Received) => void;
  readonly answerToken?: (response: ServerResponse, count: number) => void;
}

async function setup({ auth = {}, answer, answerToken }: Setup = {}) {
  const [target, tokens] = [await receiver(answer), await tokenEndpoint(answerToken)];
  // Tokens are kept for each destination: none is another test's.
  const destinationId = `dst_${++destinations}`;
  const config = {
    url: target.url,
    signing: 'none',
    auth: { type: 'oauth2', tokenUrl: `${tokens.url}/token`, clientId: 'relay:1', ...auth },
  };
  const deliver = (parts: Partial<ContextParts> = {}) =>
    runPlugin(httpPlugin, { config, secrets: { clientSecret: SECRET }, delivery: { destinationId }, ...parts });
  return { deliver, config, asked: tokens.received, bearers: () => target.received.map(({ headers }) => headers.authorization) };
}

describe('OAuth 2.0 client credentials', () => {
  it('asks once for a token, by Basic, and uses it until shortly before it expires', async () => {
    const { deliver, asked, bearers } = await setup({ auth: { scope: 'orders:write all', audience: 'https://api.example' } });
    const at = (seconds: number) => ({ clock: { now: () => SAMPLE_TIME_MS + seconds * 1_000 } });
    for (const seconds of [0, 50, 89, 91]) expect(await deliver(at(seconds))).toMatchObject({ outcome: 'delivered' });
    expect(bearers()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('relay%3A1:client+secret%2B%2F%25').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body.toString()))).toEqual({
      grant_type: 'client_credentials',
      scope: 'orders:write all',
      audience: 'https://api.example',
    });
  });

  it('may show the client in the form instead', async () => {
    const { deliver, asked } = await setup({ auth: { clientAuthentication: 'client_secret_post', resource: 'urn:x' } });
    await deliver();
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body.toString()))).toEqual({
      grant_type: 'client_credentials',
      resource: 'urn:x',
      client_id: 'relay:1',
      client_secret: SECRET,
    });
  });

  it('asks once for many attempts at the same time, and again for another destination, secret or client', async () => {
    const { deliver, asked, config } = await setup();
    await Promise.all(Array.from({ length: 20 }, () => deliver()));
    expect(asked).toHaveLength(1);
    await deliver({ delivery: { destinationId: 'dst_another' } });
    await deliver({ secrets: { clientSecret: 'rotated-secret' } });
    await deliver({ config: { ...config, auth: { ...config.auth, clientId: 'other' } } });
    await deliver();
    expect(asked).toHaveLength(4);
  });

  it('an attempt that is given up takes the token from nobody who waits for it', async () => {
    const { deliver, asked } = await setup({ answerToken: (response, count) => void (count > 1 && grant(response, 'late')) });
    const leader = new AbortController();
    const first = deliver({ signal: leader.signal });
    const second = deliver();
    const impatient = new AbortController();
    const third = deliver({ signal: impatient.signal });
    for (let waits = 0; waits < 1_000 && asked.length === 0; waits += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    impatient.abort();
    await expect(third).rejects.toBe(impatient.signal.reason);
    leader.abort();
    await expect(first).rejects.toBe(leader.signal.reason);
    expect(await second).toMatchObject({ outcome: 'delivered' });
  });

  it('asks for another token, once, where the receiver does not take one that was kept', async () => {
    let revoked = 'none';
    const answer = (response: ServerResponse, { headers }: Received) =>
      response.writeHead(headers.authorization === `Bearer ${revoked}` || revoked === 'all' ? 401 : 200).end();
    const { deliver, asked, bearers } = await setup({ answer });
    await deliver();
    revoked = 'token-1';
    expect(await deliver()).toMatchObject({ outcome: 'delivered' });
    expect(bearers()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
    revoked = 'all';
    expect(await deliver()).toMatchObject({ outcome: 'retry', reason: 'http-401' });
    expect(bearers().slice(3)).toEqual(['Bearer token-2', 'Bearer token-3']);
    expect(await deliver()).toMatchObject({ outcome: 'retry', reason: 'http-401' });
    expect(asked).toHaveLength(4);
  });

  it.each([
    [
      'refuses',
      401,
      '{"error":"invalid_client","error_description":"no such client"}',
      'oauth2-token-refused',
      /401 \(invalid_client: no such client\)/,
    ],
    ['is down', 503, 'oops', 'oauth2-token-refused', /answered 503\./],
    ['has another kind of token', 200, '{"access_token":"leak-me","token_type":"mac"}', 'oauth2-token-invalid', /bearer/],
    ['has a token of two lines', 200, '{"access_token":"leak-me\\nx: y"}', 'oauth2-token-invalid', /bearer/],
    ['has a kind of token that is no text', 200, `{"access_token":"leak-me","token_type":${NESTED}}`, 'oauth2-token-invalid', /bearer/],
    ['answers in HTML', 200, '<html>leak-me', 'oauth2-token-invalid', /bearer/],
  ])('a token endpoint that %s is a failed attempt that says so', async (_what, status, body, reason, error) => {
    const { deliver, bearers } = await setup({
      answerToken: (response) => response.writeHead(status, { 'retry-after': '60' }).end(body),
    });
    const result = await deliver();
    expect(result).toMatchObject({ outcome: 'retry', reason, failure: { status: status === 200 ? 502 : status } });
    expect(result.exchange).toMatchObject({
      request: { url: expect.stringMatching(/\/token$/) },
      response: { status, body: '' },
      error: expect.stringMatching(error),
    });
    if (status === 503) expect(result).toMatchObject({ retryAfterMs: 60_000 });
    expect(JSON.stringify(result)).not.toMatch(/leak-me|client[ +%]/);
    expect(bearers()).toEqual([]);
  });

  it('no token is asked for where there is nothing to send, or nothing answers', async () => {
    const { deliver, config, asked } = await setup();
    expect(await deliver({ config: { ...config, body: { from: 'path', path: 'none' } } })).toMatchObject({ reason: 'body-part-missing' });
    expect(asked).toEqual([]);
    const auth = { ...config.auth, tokenUrl: 'http://127.0.0.1:1/token' };
    expect(await deliver({ config: { ...config, auth } })).toMatchObject({ outcome: 'retry', reason: 'network' });
  });

  it('history shows no token, not even one that the receiver sends back', async () => {
    const answer = (response: ServerResponse, { headers }: Received) =>
      response.setHeader('x-echo', headers.authorization ?? '').end(headers.authorization);
    const { deliver } = await setup({ answer, answerToken: (response) => grant(response, 'opaque-token-77') });
    const result = await deliver();
    expect(result).toMatchObject({ outcome: 'delivered', exchange: { response: { status: 200, body: 'Bearer [redacted]' } } });
    expect(JSON.stringify(result)).not.toContain('opaque-token-77');
  });
});

describe('a signature of one\u2019s own layout', () => {
  const TIME_S = String(SAMPLE_TIME_MS / 1_000);
  const BODY = '{"a":1}';
  const ID = 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0';
  const mac = (algorithm: string, key: Buffer | string, text: string, encoding: 'hex' | 'base64' | 'base64url' = 'hex') =>
    createHmac(algorithm, key).update(text).digest(encoding);
  const sign = async (auth: object, hmacKey = 'secret-key-1') => {
    const { url, received } = await receiver((response, { headers }) => response.end(headers['x-sig']));
    const result = await runPlugin(httpPlugin, {
      config: { url: `${url}/h?a=1`, signing: 'none', headers: { 'X-Shop': 'seven' }, auth: { type: 'hmac', header: 'X-Sig', ...auth } },
      secrets: { hmacKey },
      event: { body: Buffer.from(BODY), headers: ['X-Sig', 'forged'] },
    });
    return { headers: received[0]?.headers ?? {}, url: `${url}/h?a=1`, result };
  };

  it.each([
    ['as GitHub has it', { prefix: 'sha256=' }, `sha256=${mac('sha256', 'secret-key-1', BODY)}`],
    ['as Shopify has it', { encoding: 'base64' }, mac('sha256', 'secret-key-1', BODY, 'base64')],
    [
      'as Stripe has it',
      { prefix: 't={timestamp},v1=', signedContent: '{timestamp}.{body}' },
      `t=${TIME_S},v1=${mac('sha256', 'secret-key-1', `${TIME_S}.${BODY}`)}`,
    ],
    [
      'over id, method and a header',
      { algorithm: 'sha512', encoding: 'base64url', signedContent: '{id}:{method}:{header:X-Shop}:{body}' },
      mac('sha512', 'secret-key-1', `${ID}:POST:seven:${BODY}`, 'base64url'),
    ],
    ['with SHA-1', { algorithm: 'sha1' }, mac('sha1', 'secret-key-1', BODY)],
  ])('is made %s', async (_what, auth, expected) => {
    expect((await sign(auth)).headers['x-sig']).toBe(expected);
  });

  it('is over the URL, with time and id in headers of their own, by a key in base64', async () => {
    const key = Buffer.from('raw key bytes \u00e9');
    const auth = {
      signedContent: '{url}{timestamp}',
      timestampHeader: 'X-Time',
      timestampUnit: 'iso',
      idHeader: 'X-Id',
      secretEncoding: 'base64',
    };
    const { headers, url } = await sign(auth, key.toString('base64'));
    const time = new Date(SAMPLE_TIME_MS).toISOString();
    expect(headers).toMatchObject({ 'x-time': time, 'x-id': ID, 'x-sig': mac('sha256', key, `${url}${time}`) });
  });

  it('history does not show it, whatever its name, nor where it comes back', async () => {
    const { headers, result } = await sign({});
    expect(result.exchange).toMatchObject({ response: { body: '[redacted]' } });
    expect(JSON.stringify(result)).not.toContain(headers['x-sig']);
    expect(result.exchange.request?.headers).toContainEqual(['X-Sig', '[redacted]']);
  });

  it.each([
    { signedContent: '{nonsense}' },
    { signedContent: '{body' },
    { prefix: '{body}' },
    { prefix: 'a\r\n' },
    { header: 'webhook-signature' },
    { algorithm: 'sha3' },
  ])('is not laid out as %j', (auth) => {
    const config = { url: 'http://example.com', auth: { type: 'hmac', header: 'X-Sig', ...auth } };
    expect(httpPlugin.configSchema.safeParse(config).success).toBe(false);
  });
});

it.each([
  ['oauth2', { type: 'oauth2', tokenUrl: 'https://auth.example/token', clientId: 'a' }, 'secrets.clientSecret'],
  ['hmac', { type: 'hmac', header: 'X-Sig' }, 'secrets.hmacKey'],
])('%s needs its secret', (_type, auth, field) => {
  const config = httpPlugin.configSchema.parse({ url: 'https://example.com', auth });
  expect(httpPlugin.validate?.(config, [])).toEqual([expect.objectContaining({ field, code: 'required' })]);
});

it('one credential goes into the header authorization, and a token endpoint is an address like any other', () => {
  const auth = { type: 'oauth2', tokenUrl: 'http://10.0.0.1/token', clientId: 'a' };
  const config = httpPlugin.configSchema.parse({ url: 'https://example.com', headers: { Authorization: 'x' }, auth });
  expect(httpPlugin.validate?.(config, ['clientSecret'])).toEqual([
    expect.objectContaining({ field: 'config.headers.Authorization', code: 'conflict' }),
  ]);
  expect(httpPlugin.outboundUrls?.(config, {})).toContainEqual({ field: 'config.auth.tokenUrl', url: 'http://10.0.0.1/token' });
});
