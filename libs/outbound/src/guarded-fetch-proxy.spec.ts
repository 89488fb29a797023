import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { OutboundError, type OutboundRequest } from '@posthorn/contracts';
import { createAddressGuard } from './address-guard.js';
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.js';
import { createProxyRules } from './proxy-rules.js';
import type { Resolver } from './resolve-vetted.js';
import { type ConnectProxy, startConnectProxy } from './testing/connect-proxy.js';
import { startRawServer, type RawServerOptions } from './testing/raw-server.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');
const ca = fixture('server.cert.pem');
const serverTls = { key: fixture('server.key.pem'), cert: ca };
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function receiver(options: RawServerOptions = {}, answer = (socket: Socket): unknown => socket.write(OK)) {
  const server = await startRawServer(answer, options);
  closers.push(() => server.close());
  return server;
}

async function proxyOf(...options: Parameters<typeof startConnectProxy>): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(...options);
  closers.push(() => proxy.close());
  return proxy;
}

interface Through extends Partial<GuardedFetchOptions> {
  readonly proxyUrl: string;
  readonly none?: string;
}

const toLoopback: Resolver = async () => [{ address: '127.0.0.1', family: 4 }];

function fetchThrough({ proxyUrl, none = '', ...options }: Through) {
  const fetch = createGuardedFetch({
    guard: createAddressGuard({ allowedNetworks: ['127.0.0.1/32'] }),
    resolve: toLoopback,
    proxies: createProxyRules({ http: proxyUrl, https: proxyUrl, none }),
    ...options,
  });
  closers.push(() => fetch.close());
  return (request: OutboundRequest) =>
    fetch(request).then(
      ({ status, body }) => `${status} ${body.toString()}`,
      (error: unknown) => (error instanceof OutboundError ? `${error.code}: ${error.message}` : String(error)),
    );
}

const plain = ({ port }: ConnectProxy, credentials = '') => `http://${credentials}127.0.0.1:${port}`;

describe('through a proxy', () => {
  it('a request goes to the address that was vetted, and says the name only to the receiver', async () => {
    const [server, proxy] = [await receiver(), await proxyOf()];
    const ask = fetchThrough({ proxyUrl: plain(proxy) });
    expect(await ask({ url: `http://hooks.example:${server.port}/a?b`, headers: [['X-Case', 'one']] })).toBe('200 ok');
    expect(proxy.asked.map(({ method, target }) => [method, target])).toEqual([['CONNECT', `127.0.0.1:${server.port}`]]);
    expect(JSON.stringify(proxy.asked)).not.toContain('hooks.example');
    expect(server.received()).toBe(
      `GET /a?b HTTP/1.1\r\nhost: hooks.example:${server.port}\r\nconnection: keep-alive\r\nX-Case: one\r\n\r\n`,
    );
  });

  it('TLS is with the receiver, under its name, with the certificate of the destination', async () => {
    const seen: unknown[] = [];
    const answer = (socket: Socket) => {
      if (socket instanceof TLSSocket) seen.push(socket.servername, socket.getPeerCertificate().subject?.CN);
      socket.write(OK);
    };
    const own = { cert: fixture('client-one.cert.pem'), key: fixture('client-one.key.pem') };
    const server = await receiver({ tls: { ...serverTls, requestCert: true, rejectUnauthorized: true, ca: own.cert } }, answer);
    const proxy = await proxyOf();
    const ask = fetchThrough({ proxyUrl: plain(proxy) });
    expect(await ask({ url: `https://mail.example:${server.port}/`, tls: { ca, ...own } })).toBe('200 ok');
    expect(seen).toEqual(['mail.example', 'client-one']);
    expect(await ask({ url: `https://other.example:${server.port}/`, tls: { ca, ...own } })).toMatch(/^tls:/);
    expect(await ask({ url: `https://mail.example:${server.port}/` })).toMatch(/^tls:/);
  });

  it('with TLS to the proxy itself, under the name of the proxy', async () => {
    const [server, proxy] = [await receiver(), await proxyOf(undefined, serverTls)];
    const url = `http://hooks.example:${server.port}/`;
    expect(await fetchThrough({ proxyUrl: `https://mail.example:${proxy.port}`, ca })({ url })).toBe('200 ok');
    expect(await fetchThrough({ proxyUrl: `https://other.example:${proxy.port}`, ca })({ url })).toMatch(/^network: .*ALTNAME/);
    expect(await fetchThrough({ proxyUrl: `https://mail.example:${proxy.port}` })({ url })).toMatch(/^network: /);
  });

  it('the credentials are for the proxy alone', async () => {
    const [server, proxy] = [await receiver(), await proxyOf()];
    const ask = fetchThrough({ proxyUrl: plain(proxy, 'relay:open-barley@') });
    const headers = [['Proxy-Authorization', 'Basic b3duOm93bg==']] as const;
    expect(await ask({ url: `http://hooks.example:${server.port}/`, headers })).toBe('200 ok');
    expect(proxy.asked[0]?.headers['proxy-authorization']).toBe(`Basic ${Buffer.from('relay:open-barley').toString('base64')}`);
    expect(server.received()).not.toContain(Buffer.from('relay:open-barley').toString('base64'));
  });

  it('a connection is kept, and pools are kept apart', async () => {
    const [server, proxy] = [await receiver(), await proxyOf()];
    const ask = fetchThrough({ proxyUrl: plain(proxy) });
    for (let n = 0; n < 10; n++) await ask({ url: `http://hooks.example:${server.port}/`, pool: n < 5 ? 'a' : 'b' });
    expect(proxy.asked.length).toBeGreaterThanOrEqual(2);
    expect(proxy.asked.length).toBeLessThan(5);
  });

  it('the next address is tried where the proxy has no way to the first', async () => {
    const server = await receiver();
    const proxy = await proxyOf((target) => (target.startsWith('[') ? 502 : null));
    const resolve: Resolver = async (name) =>
      name === 'hooks.example' ? [{ address: '2606:4700::1111', family: 6 }, ...(await toLoopback(name))] : toLoopback(name);
    expect(await fetchThrough({ proxyUrl: plain(proxy), resolve })({ url: `http://hooks.example:${server.port}/` })).toBe('200 ok');
    expect(proxy.asked.map(({ target }) => target)).toEqual([`[2606:4700::1111]:${server.port}`, `127.0.0.1:${server.port}`]);
  });

  it.each([
    ['NO_PROXY', 'hooks.example', 'hooks.example'],
    ['being this machine', '', '127.0.0.1'],
  ])('nothing goes that is excepted by %s', async (_what, none, host) => {
    const [server, proxy] = [await receiver(), await proxyOf()];
    expect(await fetchThrough({ proxyUrl: plain(proxy), none })({ url: `http://${host}:${server.port}/` })).toBe('200 ok');
    expect(proxy.asked).toEqual([]);
  });
});

describe('G9: through a proxy', () => {
  it.each([
    ['a literal address', '10.0.0.1', '1.1.1.1'],
    ['metadata', '169.254.169.254', '1.1.1.1'],
    ['a name of a private address', 'inside.example', '10.0.0.1'],
    ['a name of metadata by NAT64', 'inside.example', '64:ff9b::a9fe:a9fe'],
    ['a name that ends in the machine itself', 'x.localhost', '1.1.1.1'],
  ])('%s is refused, and the proxy is not asked', async (_what, host, address) => {
    const proxy = await proxyOf();
    const resolve: Resolver = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
    const guard = createAddressGuard({ allowedNetworks: [] });
    expect(await fetchThrough({ proxyUrl: plain(proxy), guard, resolve })({ url: `http://${host}/` })).toMatch(/^address-not-allowed:/);
    expect(proxy.asked).toEqual([]);
  });

  it('the proxy itself is no way in: its own address stays refused as a destination', async () => {
    const proxy = await proxyOf();
    const guard = createAddressGuard({ allowedNetworks: [] });
    const ask = fetchThrough({ proxyUrl: plain(proxy), guard });
    expect(await ask({ url: `${plain(proxy)}/` })).toMatch(/^address-not-allowed:/);
    expect(proxy.asked).toEqual([]);
  });

  it('a name that is rebound between the vetting and the connection gains nothing', async () => {
    const [server, proxy] = [await receiver(), await proxyOf()];
    let lookups = 0;
    const resolve: Resolver = async () => [{ address: ++lookups === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    // By its address, so that it takes no part in the count.
    const ask = fetchThrough({ proxyUrl: plain(proxy), resolve });
    expect(await ask({ url: `http://rebound.example:${server.port}/`, headers: [['a', 'b']] })).toBe('200 ok');
    expect(proxy.asked.map(({ target }) => target)).toEqual([`127.0.0.1:${server.port}`]);
    expect(lookups).toBe(1);
  });
});

describe('a proxy that misbehaves', () => {
  it.each([
    ['wants other credentials', 407, 'network: The proxy answered 407', 1],
    ['forbids', 403, 'network: The proxy answered 403', 2],
    ['finds no way', 502, 'network: The proxy answered 502', 2],
    ['says nothing', 0, 'timeout: No connection in time through the proxy', 1],
  ])('and %s', async (_what, status, words, tries) => {
    const proxy = await proxyOf(() => status);
    const resolve: Resolver = async () => ['8.8.8.8', '8.8.4.4'].map((address) => ({ address, family: 4 }));
    const connectTimeoutMs = status === 0 ? 300 : 10_000;
    const ask = fetchThrough({ proxyUrl: plain(proxy, 'relay:open-barley@'), connectTimeoutMs, resolve });
    const outcome = await ask({ url: 'http://hooks.example/' });
    expect(outcome).toContain(words);
    expect(outcome).not.toContain('barley');
    expect(proxy.asked).toHaveLength(tries);
  });

  it('and is not there', async () => {
    const proxy = await proxyOf();
    proxy.close();
    expect(await fetchThrough({ proxyUrl: plain(proxy) })({ url: 'http://hooks.example/' })).toBe(
      'network: No connection through the proxy (ECONNREFUSED)',
    );
  });
});
