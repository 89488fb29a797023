import { type ContextParts, runPlugin } from '@posthorn/plugin-sdk/testing';
import { parseHostPattern } from './allowed-hosts.js';
import { httpPlugin } from './http.plugin.js';
import { closeReceivers, receiver } from './testing/receiver.js';

afterEach(closeReceivers);

const deliver = (config: object, event: ContextParts['event'] = {}) =>
  runPlugin(httpPlugin, { config: { signing: 'none', ...config }, event });
const json = (body: object) => ({ body: Buffer.from(JSON.stringify(body)) });

describe('a URL with templates', () => {
  it.each([
    ['{{ event.body.id }}', { id: 7 }, '/orders/7?of=petstore'],
    ['{{ event.body.id }}', { id: 'a b/c?d#e%2e&f' }, '/orders/a%20b%2Fc%3Fd%23e%252e%26f?of=petstore'],
    ['{{ event.body.id | raw }}', { id: '@evil.example/' }, '/orders/%40evil.example%2F?of=petstore'],
    ['{{ event.body.id }}', { id: 'x\r\nHost: evil\t' }, '/orders/x%0D%0AHost%3A%20evil%09?of=petstore'],
    ['{{ event.body.id }}', { id: '\u00e9\ud800' }, '/orders/%C3%A9%EF%BF%BD?of=petstore'],
    ['{% if event.body.id %}by-id/{{ event.body.id }}{% else %}all{% endif %}', {}, '/orders/all?of=petstore'],
  ])('puts what %s prints of %j into its place', async (template, body, expected) => {
    const { url, received } = await receiver();
    const result = await deliver({ url: `${url}/orders/${template}?of={{ source.slug }}` }, json(body));
    expect(result).toMatchObject({ outcome: 'delivered' });
    expect(received[0]?.url).toBe(expected);
  });

  it('takes values into the query, where nothing is left out and nothing added', async () => {
    const { url, received } = await receiver();
    await deliver({ url: `${url}/?a={{ event.body.none }}&b={{ event.body.b }}` }, json({ b: '1&c=2+3' }));
    expect(received[0]?.url).toBe('/?a=&b=1%26c%3D2%2B3');
  });

  it.each(['..', '.', '../admin', '..\\admin', 'a/../../admin', '', null])('does not let %j leave its place in the path', async (id) => {
    const { url, received } = await receiver();
    const result = await deliver({ url: `${url}/orders/{{ event.body.id }}`, method: 'DELETE' }, json({ id }));
    expect(result).toMatchObject({
      outcome: 'failed',
      reason: 'template-failed',
      exchange: { error: expect.stringMatching(/^config\.url/) },
    });
    expect(received).toEqual([]);
  });

  it.each([
    'http://{{ event.body.host }}/',
    'http://shop.{{ event.body.host }}/',
    'http://example.com{{ event.body.path }}',
    'http://example.com:{{ event.body.port }}/',
    '{{ event.body.url }}',
  ])('is none where a template would decide over the host: %s', (url) => {
    expect(httpPlugin.configSchema.safeParse({ url }).success).toBe(false);
  });

  it('is judged without its templates when it is written, and where it errs', () => {
    const parse = (url: string) => httpPlugin.configSchema.parse({ url });
    expect(httpPlugin.outboundUrls?.(parse('http://10.0.0.1/{{ event.id }}'), {})).toEqual([
      { field: 'config.url', url: 'http://10.0.0.1/' },
    ]);
    expect(httpPlugin.validate?.(parse('http://example.com/\n{{ event.id'), [])).toEqual([
      expect.objectContaining({ field: 'config.url', code: 'invalid', line: 2, column: 1 }),
    ]);
  });
});

describe('headers with templates', () => {
  it('carry what they print, and the sender\u2019s own of the same name stay out', async () => {
    const { url, received } = await receiver();
    const headers = { 'X-Order': '{{ event.body.id }}-{{ delivery.attempt }}', 'x-fixed': 'a {b}' };
    await deliver({ url, headers }, { ...json({ id: 'caf\u00e9' }), headers: ['x-order', 'forged', 'x-kept', '1'] });
    expect(received[0]?.headers).toMatchObject({ 'x-order': 'caf\u00e9-1', 'x-fixed': 'a {b}', 'x-kept': '1' });
  });

  it.each(['a\r\nx-admin: 1', 'a\nb', '\0', '\u4e2d\u6587'])('are a failed attempt for %j, and no second header', async (id) => {
    const { url, received } = await receiver();
    const result = await deliver({ url, headers: { 'X-Order': '{{ event.body.id }}' } }, json({ id }));
    expect(result).toMatchObject({ outcome: 'failed', reason: 'template-failed' });
    expect(result.exchange.error).toMatch(/^config\.headers\.X-Order/);
    expect(received).toEqual([]);
  });

  it('are judged when they are written', () => {
    const config = httpPlugin.configSchema.parse({ url: 'http://example.com', headers: { 'X-A': '{{ a | nonsense }}' } });
    expect(httpPlugin.validate?.(config, [])).toEqual([expect.objectContaining({ field: 'config.headers.X-A', code: 'invalid', line: 1 })]);
  });
});

describe('the address from the event', () => {
  const urlFrom = { from: 'body', path: 'callbackUrl' };
  const allowedHosts = ['127.0.0.1', '*.shop.example', 'callback.example:8443'];

  it('is where it goes, with the credential that the destination has', async () => {
    const { url, received } = await receiver();
    const config = {
      urlFrom,
      allowedHosts,
      url: 'http://127.0.0.1:1/',
      auth: { type: 'api-key', in: 'query', name: 'k' },
      forwardPath: true,
    };
    const result = await runPlugin(httpPlugin, {
      config: { signing: 'none', ...config },
      secrets: { authToken: 'token-1' },
      event: { ...json({ callbackUrl: `${url}/callbacks/orders/1312312?a=1#x` }), path: '/sub' },
    });
    expect(result).toMatchObject({ outcome: 'delivered' });
    expect(received.map((one) => one.url)).toEqual(['/callbacks/orders/1312312?a=1&k=token-1']);
  });

  it.each([
    ['a header', { from: 'header', name: 'X-Callback' }, (url: string) => ({ headers: ['x-callback', url] })],
    ['the query', { from: 'query', name: 'to' }, (url: string) => ({ query: `a=1&to=${encodeURIComponent(url)}` })],
    ['a form', { from: 'form', path: 'to' }, (url: string) => ({ body: Buffer.from(`to=${encodeURIComponent(url)}`), contentType: null })],
  ])('may be in %s', async (_what, from, event) => {
    const { url, received } = await receiver();
    expect(await deliver({ urlFrom: from, allowedHosts }, event(`${url}/here`))).toMatchObject({ outcome: 'delivered' });
    expect(received[0]?.url).toBe('/here');
  });

  it.each([
    ['https://evil.example/', 'host-not-allowed'],
    ['https://shop.example/', 'host-not-allowed'],
    ['https://evilshop.example/', 'host-not-allowed'],
    ['https://a.shop.example.evil.example/', 'host-not-allowed'],
    ['https://a.shop.example./', 'host-not-allowed'],
    ['https://callback.example/', 'host-not-allowed'],
    ['http://[::1]/', 'host-not-allowed'],
    ['https://127.0.0.1@evil.example/', 'invalid-url'],
    ['https://user:pass@127.0.0.1/', 'invalid-url'],
    ['file:///etc/passwd', 'invalid-url'],
    ['javascript:alert(1)', 'invalid-url'],
    ['/relative', 'invalid-url'],
    [7, 'invalid-url'],
    [`http://127.0.0.1/${'x'.repeat(9_000)}`, 'invalid-url'],
    [null, 'url-missing'],
    ['', 'url-missing'],
  ])('%j goes nowhere: %s', async (callbackUrl, reason) => {
    let asked = 0;
    const fetch = () => Promise.reject(new Error(`asked ${++asked}`));
    const result = await runPlugin(httpPlugin, { config: { signing: 'none', urlFrom, allowedHosts }, event: json({ callbackUrl }), fetch });
    expect(result).toMatchObject({ outcome: 'failed', reason, exchange: { request: null, error: expect.stringMatching(/\.$/) } });
    expect(asked).toBe(0);
  });

  it.each(['https://a.shop.example/', 'https://b.a.SHOP.example:99/', 'https://callback.example:8443/', 'http://0x7f.1/'])(
    '%s is listed',
    async (callbackUrl) => {
      const asked: string[] = [];
      const fetch = ({ url }: { readonly url: string }) => {
        asked.push(url);
        return Promise.resolve({ status: 200, headers: [], body: Buffer.alloc(0), truncated: false });
      };
      await runPlugin(httpPlugin, { config: { signing: 'none', urlFrom, allowedHosts }, event: json({ callbackUrl }), fetch });
      expect(asked).toEqual([new URL(callbackUrl).href]);
    },
  );

  it('is the configured URL where the event names none', async () => {
    const { url, received } = await receiver();
    expect(await deliver({ url: `${url}/fallback`, urlFrom, allowedHosts }, json({}))).toMatchObject({ outcome: 'delivered' });
    expect(received[0]?.url).toBe('/fallback');
  });

  it('410 there concerns this delivery alone, and at the configured URL the destination', async () => {
    const { url } = await receiver((response) => response.writeHead(410).end());
    const config = { url, urlFrom, allowedHosts };
    expect(await deliver(config, json({ callbackUrl: url }))).toMatchObject({
      outcome: 'failed',
      reason: 'gone',
      exchange: { response: { status: 410 } },
    });
    expect(await deliver(config, json({}))).toMatchObject({ outcome: 'disable', reason: 'gone' });
  });

  it.each([
    [{ urlFrom }, 'config.allowedHosts', 'required'],
    [{ url: 'http://example.com', allowedHosts }, 'config.allowedHosts', 'conflict'],
    [{}, 'config.url', 'required'],
  ])('%j is not complete', (config, field, code) => {
    expect(httpPlugin.validate?.(httpPlugin.configSchema.parse(config), [])).toEqual([expect.objectContaining({ field, code })]);
  });

  it.each([
    '',
    '*',
    '*.',
    'http://a.example',
    'a.example/x',
    'a@b.example',
    '*.*.example',
    'a.*.example',
    '*.127.0.0.1',
    'a.example:0',
    'a.example:99999',
    'a b',
  ])('no host is %j', (host) => expect(parseHostPattern(host)).toBeNull());

  it('lists hosts as URLs spell them, and those that may not be reached are seen when they are written', () => {
    expect(parseHostPattern('*.B\u00dcCHER.example')).toEqual({ host: '.xn--bcher-kva.example', isSuffix: true, port: null });
    const config = httpPlugin.configSchema.parse({ urlFrom, allowedHosts: ['*.shop.example', '0x7f.1:80'] });
    expect(httpPlugin.outboundUrls?.(config, {})).toEqual([{ field: 'config.allowedHosts.1', url: 'http://127.0.0.1/' }]);
  });
});
