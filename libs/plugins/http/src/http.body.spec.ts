import { createHmac } from 'node:crypto';
import { type ContextParts, makeContext, runPlugin } from '@posthorn/plugin-sdk/testing';
import { httpPlugin } from './http.plugin.js';
import { closeReceivers, receiver } from './testing/receiver.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ORDER = '{"order": {"id": 12345678901234567890, "price": 1.10, "note": "a \\"b\\" <c> & d", "tags": ["x"]}, "none": null}';

afterEach(closeReceivers);

const deliver = (config: object, event: ContextParts['event'] = { body: Buffer.from(ORDER) }) =>
  runPlugin(httpPlugin, { config, secrets: { signingSecret: SECRET }, clock: { now: () => Date.now() }, event });
const template = (text: string, contentType?: string) => ({ from: 'template', template: text, ...(contentType ? { contentType } : {}) });

it.each([
  [
    'JSON',
    template('{"text": "{{ event.body.order.note }}", "all": {{ event.body.order.tags | json }}}'),
    'application/json',
    '{"text": "a \\"b\\" <c> & d", "all": ["x"]}',
  ],
  [
    'JSON by suffix',
    template('"{{ event.body.order.note | raw }}"', 'application/vnd.api+json'),
    'application/vnd.api+json',
    '"a \\"b\\" <c> & d"',
  ],
  [
    'JSON texts by lines',
    template('{"text": "{{ event.body.order.note }}"}\n{}', 'application/x-ndjson'),
    'application/x-ndjson',
    '{"text": "a \\"b\\" <c> & d"}\n{}',
  ],
  ['XML', template('<n>{{ event.body.order.note }}</n>', 'application/xml'), 'application/xml', '<n>a &#34;b&#34; &#60;c&#62; &#38; d</n>'],
  [
    'a form',
    template('note={{ event.body.order.note }}&x=1', 'application/x-www-form-urlencoded'),
    'application/x-www-form-urlencoded',
    'note=a%20%22b%22%20%3Cc%3E%20%26%20d&x=1',
  ],
  ['text', template('{{ event.body.order.note }}', 'text/plain; charset=utf-8'), 'text/plain; charset=utf-8', 'a "b" <c> & d'],
  [
    'a part of the body, its numbers as they were written',
    { from: 'path', path: 'order' },
    'application/json',
    '{"id":12345678901234567890,"price":1.10,"note":"a \\"b\\" <c> & d","tags":["x"]}',
  ],
  ['a text of the body', { from: 'path', path: 'order.tags[0]', contentType: 'text/plain' }, 'text/plain', 'x'],
  ['a text of the body as JSON', { from: 'path', path: 'order.tags[0]' }, 'application/json', '"x"'],
  ['null', { from: 'path', path: 'none' }, 'application/json', 'null'],
])('the body may be %s, signed as it is sent', async (_what, body, contentType, expected) => {
  const { url, received } = await receiver();
  const headers = [
    'Content-Type',
    'application/json',
    'Content-Encoding',
    'identity',
    'Content-MD5',
    'x',
    'Repr-Digest',
    'x',
    'X-Kept',
    '1',
  ];
  expect(await deliver({ url, body }, { body: Buffer.from(ORDER), headers })).toMatchObject({ outcome: 'delivered' });
  const [request] = received;
  expect([request?.headers['content-type'], request?.body.toString()]).toEqual([contentType, expected]);
  expect(request?.headers).toMatchObject({ 'x-kept': '1', 'content-length': String(Buffer.byteLength(expected)) });
  for (const name of ['content-encoding', 'content-md5', 'repr-digest']) expect(request?.headers).not.toHaveProperty(name);
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = request?.headers ?? {};
  const key = Buffer.from(SECRET.slice(6), 'base64');
  expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${time}.${expected}`).digest('base64')}`);
});

it.each([
  [
    'a template that makes no JSON',
    { body: template('{"id": {{ event.body.order.none }}}') },
    'template-failed',
    /^config\.body\.template/,
  ],
  ['a value that is not quoted', { body: template('{"id": {{ event.body.order.note }}}') }, 'template-failed', /^config\.body\.template/],
  ['a part that is not there', { body: { from: 'path', path: 'order.missing' } }, 'body-part-missing', /order\.missing/],
])('%s is a failed attempt that says so', async (_what, config, reason, error) => {
  const { url, received } = await receiver();
  const result = await deliver({ url, ...config });
  expect(result).toMatchObject({ outcome: 'failed', reason, exchange: { error: expect.stringMatching(error) } });
  expect(received).toEqual([]);
});

it('a part that is nested too deep to be written again is a failed attempt that says so', async () => {
  const body = Buffer.from(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
  expect(await deliver({ url: 'http://127.0.0.1:1', body: { from: 'path', path: 'a' } }, { body })).toMatchObject({
    outcome: 'failed',
    reason: 'body-part-invalid',
    exchange: { error: expect.stringContaining('nested too deep') },
  });
});

it('a body that is no JSON has no parts', async () => {
  expect(await deliver({ url: 'http://127.0.0.1:1', body: { from: 'path', path: 'a' } }, { body: Buffer.from('{"a":') })).toMatchObject({
    outcome: 'failed',
    reason: 'body-part-missing',
  });
});

it('GET has no body, and signs the empty one', async () => {
  const { url, received } = await receiver();
  await deliver({ url: `${url}/?id={{ event.id }}`, method: 'GET' });
  const [request] = received;
  expect(request).toMatchObject({ method: 'GET', url: '/?id=evt_01kdy5c0r8e1rv7b6b4e8jz9m0', body: Buffer.alloc(0) });
  expect(request?.headers).not.toHaveProperty('content-type');
  const config = httpPlugin.configSchema.parse({ url, method: 'GET', body: { from: 'received' } });
  expect(httpPlugin.validate?.(config, [])).toEqual([expect.objectContaining({ field: 'config.body', code: 'conflict' })]);
});

it('the content type of the configured headers wins', async () => {
  const { url, received } = await receiver();
  await deliver({ url, body: template('{}'), headers: { 'Content-Type': 'application/x-own' } });
  expect(received[0]?.headers['content-type']).toBe('application/x-own');
});

describe('the preview', () => {
  const previewOf = async (config: object, secrets: object = {}) => {
    const preview = await httpPlugin.preview?.(
      makeContext(httpPlugin, { config, secrets: { signingSecret: SECRET, ...secrets }, event: { body: Buffer.from(ORDER) } }),
    );
    return Object.fromEntries((preview?.parts ?? []).map(({ name, data }) => [name, data]));
  };

  it('shows the request as it would be sent, and no credential', async () => {
    const shown = await previewOf(
      {
        url: 'https://example.com/{{ event.type }}?token=t0ken',
        method: 'PUT',
        headers: { 'X-Order': '{{ event.body.order.price }}' },
        body: template('{"n": "{{ event.body.order.note }}"}'),
        auth: { type: 'oauth2', tokenUrl: 'https://auth.example/token', clientId: 'relay' },
      },
      { clientSecret: 'client-secret-1' },
    );
    expect(shown).toMatchObject({
      method: 'PUT',
      url: 'https://example.com/payment.success?token=[redacted]',
      body: '{"n": "a \\"b\\" <c> & d"}',
    });
    expect(shown.headers).toMatch(/^content-type: application\/json$/m);
    expect(shown.headers).toMatch(/^X-Order: 1\.1$/m);
    expect(shown.headers).toMatch(/^webhook-signature: \[redacted\]$/m);
    expect(shown.headers).toMatch(/^authorization: \[redacted\]$/m);
    expect(shown.headers).not.toContain('client-secret-1');
  });

  it('hides a signature of one\u2019s own by whatever name, and says why nothing would be sent', async () => {
    const auth = { type: 'hmac', header: 'X-Mark' };
    expect((await previewOf({ url: 'https://example.com/', auth }, { hmacKey: 'key' })).headers).toMatch(/^X-Mark: \[redacted\]$/m);
    const urlFrom = { from: 'body', path: 'to' };
    expect(await previewOf({ urlFrom, allowedHosts: ['a.example'] })).toEqual({ method: 'POST', failure: 'url-missing' });
  });
});
