import { createProxyRules, parseProxyUrl } from './proxy-rules.js';

const proxies = { http: 'http://proxy.example:3128', https: 'http://secure-proxy.example:3129' };

function way(none: string, url: string): string {
  return createProxyRules({ ...proxies, none }).proxyFor(new URL(url))?.url.host ?? 'direct';
}

it('each scheme has its proxy, and without one the connection is direct', () => {
  expect(way('', 'http://a.example/')).toBe('proxy.example:3128');
  expect(way('', 'https://a.example/')).toBe('secure-proxy.example:3129');
  const half = createProxyRules({ http: proxies.http, https: null, none: '' });
  expect(half.proxyFor(new URL('https://a.example/'))).toBeNull();
});

it.each<[none: string, direct: string[], through: string[]]>([
  ['*', ['http://a.example/', 'https://1.1.1.1/'], []],
  [
    'a.example',
    ['http://a.example/', 'https://a.example:8443/', 'http://b.a.example/', 'http://A.Example./'],
    ['http://ba.example/', 'http://example/'],
  ],
  ['.a.example', ['http://b.a.example/', 'http://a.example/'], ['http://ba.example/']],
  ['*.a.example', ['http://b.a.example/'], ['http://ba.example/']],
  ['a.example:8080', ['http://a.example:8080/', 'http://b.a.example:8080/'], ['http://a.example/', 'http://a.example:8081/']],
  ['a.example:80', ['http://a.example/'], ['https://a.example/']],
  ['b.example, c.example d.example', ['http://b.example/', 'http://c.example/', 'http://d.example/'], ['http://a.example/']],
  ['10.1.2.3', ['http://10.1.2.3/', 'http://[::ffff:10.1.2.3]/', 'http://0xa010203/'], ['http://10.1.2.4/', 'http://10.1.2.3.example/']],
  ['10.1.2.3:81', ['http://10.1.2.3:81/'], ['http://10.1.2.3/']],
  ['10.0.0.0/8', ['http://10.255.0.1/'], ['http://11.0.0.1/', 'http://a.example/', 'http://[fd00::1]/']],
  ['fd00::1', ['http://[fd00::1]/', 'http://[fd00:0::1]:81/'], ['http://[fd00::2]/']],
  ['[fd00::1]:81', ['http://[fd00::1]:81/'], ['http://[fd00::1]/']],
  ['fd00::/8', ['http://[fdff::1]/'], ['http://[fe00::1]/', 'http://10.0.0.1/']],
  ['10.0.0.0/99, ://, ,,a b:c', [], ['http://10.0.0.1/', 'http://c.example/']],
])('NO_PROXY=%j', (none, direct, through) => {
  expect(direct.filter((url) => way(none, url) !== 'direct')).toEqual([]);
  expect(through.filter((url) => way(none, url) === 'direct')).toEqual([]);
});

it.each([
  'http://127.0.0.1:8080/',
  'https://127.9.9.9/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://localhost/',
  'http://a.localhost/',
])('no proxy is asked for %s, which is this machine', (url) => {
  expect(way('', url)).toBe('direct');
});

it.each<[text: string, href: string | null]>([
  ['http://proxy.example:3128', 'http://proxy.example:3128/'],
  ['https://proxy.example/', 'https://proxy.example/'],
  ['proxy.example:3128', 'http://proxy.example:3128/'],
  ['10.0.0.1:3128', 'http://10.0.0.1:3128/'],
  ['user:pass@proxy.example:3128', 'http://user:pass@proxy.example:3128/'],
  ['socks5://proxy.example:1080', null],
  ['http://', null],
  ['http://proxy.example/path', null],
  ['http://proxy.example/?a', null],
  ['proxy.example:99999', null],
])('%s as the URL of a proxy is %s', (text, href) => {
  expect(parseProxyUrl(text)?.href ?? null).toBe(href);
});

it('user and password become Basic credentials and leave the URL', () => {
  const authorizationOf = (http: string) => {
    const proxy = createProxyRules({ http, https: null, none: '' }).proxyFor(new URL('http://a.example/'));
    expect(proxy?.url.href).toBe('http://proxy.example:3128/');
    return proxy?.authorization && Buffer.from(proxy.authorization.replace('Basic ', ''), 'base64').toString();
  };
  expect(authorizationOf('http://proxy.example:3128')).toBeNull();
  expect(authorizationOf('http://us%40er:p%3Ass@proxy.example:3128')).toBe('us@er:p:ss');
  expect(authorizationOf('http://user@proxy.example:3128')).toBe('user:');
  expect(authorizationOf('http://user:100%@proxy.example:3128')).toBe('user:100%');
});

it('what is no proxy is not quoted', () => {
  expect(() => createProxyRules({ http: 'ftp://user:open-barley@proxy.example', https: null, none: '' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('open-barley') }),
  );
});
