import type { ServerResponse } from 'node:http';
import { runPlugin } from '@posthorn/plugin-sdk/testing';
import { httpPlugin } from './http.plugin.js';
import { closeReceivers, receiver } from './testing/receiver.js';

afterEach(closeReceivers);

async function answered(config: object, answer: (response: ServerResponse) => void) {
  const { url } = await receiver(answer);
  return runPlugin(httpPlugin, { config: { url, signing: 'none', ...config }, secrets: { hmacKey: 'planted-hmac-key' } });
}
const status = (code: number) => (response: ServerResponse) => void response.writeHead(code).end('{}');
const body = (text: string) => (response: ServerResponse) => void response.setHeader('content-type', 'application/json').end(text);

it.each([
  ['2xx, 404, 409', 409, { outcome: 'delivered' }],
  ['2xx, 404, 409', 404, { outcome: 'delivered' }],
  ['2xx, 404, 409', 400, { outcome: 'retry', reason: 'http-400' }],
  ['2xx,410', 410, { outcome: 'delivered' }],
  ['200, 202', 202, { outcome: 'delivered' }],
  ['200, 202', 204, { outcome: 'retry', reason: 'http-204', failure: { status: 500 } }],
  ['2xx, 3xx', 302, { outcome: 'delivered' }],
])('with the success statuses "%s", %i means', async (successStatuses, code, expected) => {
  expect(await answered({ successStatuses }, status(code))).toMatchObject({ ...expected, exchange: { response: { status: code } } });
});

describe('a failure in an answer that says 200', () => {
  const failWhen = [
    { contains: 'quota exceeded', then: 'fail' },
    { path: 'ok', equals: false },
    { path: 'results[0].code', equals: 7, then: 'fail' },
    { path: 'error', equals: null },
  ];

  it.each([
    ['{"ok": true}', { outcome: 'delivered' }],
    ['{"ok": "false"}', { outcome: 'delivered' }],
    ['not JSON', { outcome: 'delivered' }],
    ['{"ok": false}', { outcome: 'retry', reason: 'failure-in-answer', failure: { status: 500 } }],
    ['{"error": null}', { outcome: 'retry', reason: 'failure-in-answer' }],
    ['{"results": [{"code": 7}]}', { outcome: 'failed', reason: 'failure-in-answer' }],
    ['{"ok": true, "note": "quota exceeded"}', { outcome: 'failed', reason: 'failure-in-answer' }],
    [`{"pad": "${'x'.repeat(100_000)}", "ok": false}`, { outcome: 'retry', reason: 'failure-in-answer' }],
  ])('is seen in %.40s', async (text, expected) => {
    expect(await answered({ failWhen }, body(text))).toMatchObject(expected);
  });

  it('is read up to a limit, and kept up to 16 KiB', async () => {
    const result = await answered({ failWhen }, body(`{"pad": "${'x'.repeat(400_000)}", "ok": false}`));
    expect(result).toMatchObject({ outcome: 'delivered', exchange: { response: { truncated: true } } });
    expect(result.exchange.response?.body).toHaveLength(16_384);
  });
});

it.each([
  [{ successStatuses: '' }],
  [{ successStatuses: '1xx' }],
  [{ successStatuses: '2xx;404' }],
  [{ successStatuses: '600' }],
  [{ failWhen: [{ contains: '' }] }],
  [{ failWhen: [{ path: 'a[', equals: 1 }] }],
  [{ failWhen: [{ path: 'a', equals: {} }] }],
  [{ failWhen: Array(21).fill({ contains: 'x' }) }],
])('%j is no rule', (config) => {
  expect(httpPlugin.configSchema.safeParse({ url: 'http://example.com', ...config }).success).toBe(false);
});

describe('what is kept of an answer', () => {
  it('is text as text, also where the limit cuts a character in two', async () => {
    const { exchange } = await answered({}, (response) => void response.end(`${'x'.repeat(16_383)}\u00e9`));
    expect(exchange.response).not.toHaveProperty('encoding');
    expect(exchange.response).toMatchObject({ truncated: true, body: expect.stringMatching(/^x{16383}/) });
  });

  it.each([{}, { auth: { type: 'hmac', header: 'X-Sig' } }])('is what is no text in base64, whole, with %j', async (config) => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(16_000, 7)]);
    const { exchange } = await answered(config, (response) => void response.setHeader('content-type', 'image/jpeg').end(bytes));
    expect(exchange.response).toMatchObject({
      encoding: 'base64',
      truncated: false,
      headers: expect.arrayContaining([['content-type', 'image/jpeg']]),
    });
    expect(Buffer.from(exchange.response?.body ?? '', 'base64').equals(bytes)).toBe(true);
  });
});
