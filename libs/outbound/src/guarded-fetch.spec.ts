import { once } from 'node:events';
import type { Socket } from 'node:net';
import { OutboundError, type OutboundRequest } from '@posthorn/contracts';
import { createAddressGuard } from './address-guard.js';
import { type ClosableGuardedFetch, createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.js';
import type { Resolver } from './resolve-vetted.js';
import { type RawServer, startRawServer } from './testing/raw-server.js';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const loopback = createAddressGuard({ allowedNetworks: ['127.0.0.0/8'] });

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function rawServer(answer: (socket: Socket) => void, bodyBytes = 0): Promise<RawServer> {
  const server = await startRawServer(answer, { bodyBytes });
  closers.push(() => server.close());
  return server;
}

function fetchWith(options: Partial<GuardedFetchOptions> = {}): ClosableGuardedFetch {
  const fetch = createGuardedFetch({ guard: loopback, ...options });
  closers.push(() => fetch.close());
  return fetch;
}

async function failureOf(fetch: ClosableGuardedFetch, request: OutboundRequest): Promise<string> {
  const error: unknown = await fetch(request).then(
    () => 'an answer',
    (thrown: unknown) => thrown,
  );
  return error instanceof OutboundError ? error.code : String(error);
}

const at = (server: RawServer, host = '127.0.0.1') => `http://${host}:${server.port}/hooks?a=1`;

describe('what is sent', () => {
  it('is exactly the header list and the bytes', async () => {
    const body = Buffer.from([0, 255, 13, 10, 128]);
    const server = await rawServer((socket) => socket.write(OK), body.length);
    const headers = [
      ['X-Case', 'One'],
      ['x-case', 'two'],
      ['X-Latin', 'caf\u00e9 \u00ff'],
      ['Content-Type', 'application/octet-stream'],
      ['Host', 'elsewhere.example'],
      ['Connection', 'x-case'],
      ['Expect', '100-continue'],
      ['Content-Length', '99'],
      ['Transfer-Encoding', 'chunked'],
    ] as const;
    const answer = await fetchWith()({ method: 'POST', url: at(server), headers, body });
    expect(answer).toMatchObject({ status: 200, truncated: false, headers: [['content-length', '2']] });
    expect(answer.body.toString()).toBe('ok');
    expect(server.received()).toBe(
      `POST /hooks?a=1 HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nconnection: keep-alive\r\n` +
        'X-Case: One\r\nx-case: two\r\nX-Latin: caf\u00e9 \u00ff\r\nContent-Type: application/octet-stream\r\n' +
        'content-length: 5\r\n\r\n\x00\xff\r\n\x80',
    );
  });

  it('declares an empty body', async () => {
    const server = await rawServer((socket) => socket.write(OK));
    await fetchWith()({ method: 'POST', url: at(server), body: Buffer.alloc(0) });
    expect(server.received()).toContain('\r\ncontent-length: 0\r\n');
  });

  it('uses connections again', async () => {
    const server = await rawServer((socket) => socket.write(OK));
    const fetch = fetchWith();
    for (let i = 0; i < 10; i++) await fetch({ method: 'POST', url: at(server), body: '' });
    // Two, since an answer is handed over just before its connection counts as free.
    expect(server.sockets.length).toBeLessThan(3);
  });

  it('goes out over a connection of its own when more pools are in use than are kept', async () => {
    const first = await rawServer((socket) => socket.write(OK));
    const second = await rawServer((socket) => socket.write(OK));
    const fetch = fetchWith({ maxPools: 1 });
    for (const server of [first, second, second]) expect((await fetch({ url: at(server) })).status).toBe(200);
    expect(second.sockets).toHaveLength(2);
  });

  it.each([
    ['a line break in a value', { headers: [['x-a', 'b\r\nx-c: d']] }, 'invalid-request'],
    ['a name that is none', { headers: [['x a', 'b']] }, 'invalid-request'],
    ['a character over Latin-1', { headers: [['x-a', '\u20ac']] }, 'invalid-request'],
    ['a method that is none', { method: 'PO ST' }, 'invalid-request'],
    ['no URL', { url: 'hooks' }, 'invalid-url'],
    ['another scheme', { url: 'file:///etc/passwd' }, 'invalid-url'],
    ['user info', { url: 'http://u:p@127.0.0.1/' }, 'invalid-url'],
  ] as [string, Partial<OutboundRequest>, string][])('is nothing for %s', async (_what, part, code) => {
    const server = await rawServer((socket) => socket.write(OK));
    expect(await failureOf(fetchWith(), { url: at(server), ...part })).toBe(code);
    expect(server.received()).toBe('');
  });
});

describe('G9: where it goes', () => {
  it.each([
    ['127.0.0.1', undefined],
    ['[::1]', undefined],
    ['2130706433', undefined],
    ['localhost', undefined],
    ['a name with only a private address', ['10.0.0.1']],
    ['a name with a public and a private address', ['1.1.1.1', '127.0.0.1']],
    ['a name with a private IPv6 and a public IPv4 address', ['fd00::1', '1.1.1.1']],
    ['a name with a mapped address', ['::ffff:127.0.0.1']],
  ])('refuses %s', async (what, addresses) => {
    const server = await rawServer((socket) => socket.write(OK));
    const host = addresses ? 'inside.example' : what;
    const fetch = fetchWith({
      guard: createAddressGuard({ allowedNetworks: [] }),
      ...(addresses ? { resolve: answering(addresses) } : {}),
    });
    expect(await failureOf(fetch, { url: at(server, host) })).toBe('address-not-allowed');
    expect(server.sockets).toHaveLength(0);
  });

  it('judges the answer that it connects to: a name that is rebound between two connections is refused', async () => {
    const server = await rawServer((socket) => socket.end(OK.replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n')));
    let lookups = 0;
    const guard = createAddressGuard({ allowedNetworks: ['127.0.0.1/32'] });
    const fetch = fetchWith({ guard, resolve: async () => [{ address: ++lookups === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }] });
    expect((await fetch({ url: at(server, 'rebound.example') })).status).toBe(200);
    expect(await failureOf(fetch, { url: at(server, 'rebound.example') })).toBe('address-not-allowed');
    // One lookup a connection: nothing resolves again between the check and the connecting.
    expect(lookups).toBe(2);
    expect(server.received()).toContain('host: rebound.example:');
  });

  it('lets a host and port that the environment names pass, and nothing else there', async () => {
    const server = await rawServer((socket) => socket.write(OK));
    const other = await rawServer((socket) => socket.write(OK));
    const guard = createAddressGuard({ allowedNetworks: [], allowedHosts: [{ host: 'idp.internal', port: server.port }] });
    const fetch = fetchWith({ guard, resolve: answering(['127.0.0.1']) });
    expect((await fetch({ url: at(server, 'idp.internal') })).status).toBe(200);
    expect(await failureOf(fetch, { url: at(other, 'idp.internal') })).toBe('address-not-allowed');
    expect(await failureOf(fetch, { url: at(server, 'other.internal') })).toBe('address-not-allowed');
  });

  it('does not follow a redirect', async () => {
    const target = await rawServer((socket) => socket.write(OK));
    const server = await rawServer((socket) => socket.write(`HTTP/1.1 307 Moved\r\nlocation: ${at(target)}\r\ncontent-length: 0\r\n\r\n`));
    expect((await fetchWith()({ url: at(server) })).status).toBe(307);
    expect(target.sockets).toHaveLength(0);
  });
});

describe('a receiver that misbehaves', () => {
  it.each([
    ['says nothing', () => undefined, 'timeout'],
    ['stops in the headers', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\nx-a: '), 'timeout'],
    ['stops in the body', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'), 'timeout'],
    ['drips', (socket: Socket) => every(20, () => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n')), 'timeout'],
    ['sends endless headers', (socket: Socket) => every(1, () => socket.write(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(20_000)}`)), 'network'],
    ['resets', (socket: Socket) => socket.resetAndDestroy(), 'network'],
    ['hangs up', (socket: Socket) => socket.end(), 'network'],
    ['speaks no HTTP', (socket: Socket) => socket.end('220 mail.example ESMTP\r\n'), 'network'],
    ['hangs up in the body', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'), 'network'],
    [
      'wants another protocol',
      (socket: Socket) => socket.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      'network',
    ],
  ] as [string, (socket: Socket) => void, string][])('and %s', async (_what, answer, code) => {
    const server = await rawServer(answer);
    const startedAt = performance.now();
    expect(await failureOf(fetchWith(), { url: at(server), timeoutMs: 300 })).toBe(code);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('is cut off at the limit of bytes, and its connection with it', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      every(1, () => socket.write('x'.repeat(10_000)));
    });
    const answer = await fetchWith()({ url: at(server), maxResponseBytes: 16_384 });
    expect(answer).toMatchObject({ status: 200, truncated: true });
    expect(answer.body).toHaveLength(16_384);
    const [socket] = server.sockets;
    if (socket && !socket.destroyed) await once(socket, 'close');
  });

  it('does not listen: no answer', async () => {
    const server = await rawServer(() => undefined);
    for (const close of closers.splice(0)) await close();
    expect(await failureOf(fetchWith(), { url: at(server) })).toBe('network');
  });

  it('is in a name that does not exist, or whose lookup hangs', async () => {
    const missing = fetchWith({ resolve: () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })) });
    expect(await failureOf(missing, { url: 'http://missing.example/' })).toBe('network');
    const hanging = fetchWith({ resolve: () => new Promise(() => undefined) });
    expect(await failureOf(hanging, { url: 'http://hanging.example/', timeoutMs: 200 })).toBe('timeout');
  });
});

describe('giving up', () => {
  it('ends a request within 100 ms and closes its connection', async () => {
    const stop = new AbortController();
    let abortedAt = 0;
    const server = await rawServer(() => {
      abortedAt = performance.now();
      stop.abort();
    });
    expect(await failureOf(fetchWith(), { url: at(server), signal: stop.signal })).toBe('aborted');
    expect(performance.now() - abortedAt).toBeLessThan(100);
    const [socket] = server.sockets;
    if (socket && !socket.destroyed) await once(socket, 'close');
  });

  it('sends nothing when it is too late already', async () => {
    const server = await rawServer((socket) => socket.write(OK));
    expect(await failureOf(fetchWith(), { url: at(server), signal: AbortSignal.abort() })).toBe('aborted');
    expect(server.sockets).toHaveLength(0);
  });

  it('never sends a request that waited for a connection for too long', async () => {
    const release: (() => void)[] = [];
    const server = await rawServer((socket) => release.push(() => socket.write(OK)));
    const fetch = fetchWith({ maxConnectionsPerPool: 1 });
    const first = fetch({ url: at(server) });
    expect(await failureOf(fetch, { method: 'POST', url: at(server), timeoutMs: 100, body: 'late' })).toBe('timeout');
    release[0]?.();
    await first;
    await Promise.all([fetch({ url: at(server) }), waitFor(() => release.length > 1).then(() => release[1]?.())]);
    expect(server.received()).not.toContain('late');
  });
});

const answering =
  (addresses: readonly string[]): Resolver =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

function every(intervalMs: number, work: () => void): void {
  const timer = setInterval(work, intervalMs);
  closers.push(() => clearInterval(timer));
}

async function waitFor(condition: () => boolean): Promise<void> {
  const untilMs = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > untilMs) throw new Error('It did not happen within 5 s');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
