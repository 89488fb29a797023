import type { Socket } from 'node:net';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { OutboundError, type OutboundRequest } from '@posthorn/contracts';
import { createAddressGuard } from './address-guard.js';
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.js';
import { type RawServer, startRawServer } from './testing/raw-server.js';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function rawServer(answer: (socket: Socket) => void): Promise<RawServer> {
  const server = await startRawServer(answer);
  closers.push(() => server.close());
  return server;
}

function fetchWith(options: Partial<GuardedFetchOptions> = {}) {
  const fetch = createGuardedFetch({ guard: createAddressGuard({ allowedNetworks: ['127.0.0.1/32'] }), ...options });
  closers.push(() => fetch.close());
  return fetch;
}

const at = (server: RawServer, host = '127.0.0.1') => `http://${host}:${server.port}/`;

const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'an answer',
    (error: unknown) => (error instanceof OutboundError ? error.code : String(error)),
  );

function every(intervalMs: number, work: () => void): void {
  const timer = setInterval(work, intervalMs);
  closers.push(() => clearInterval(timer));
}

async function answered(coding: string, body: Buffer, request: Partial<OutboundRequest> = {}) {
  const head = `HTTP/1.1 200 OK\r\ncontent-encoding: ${coding}\r\ncontent-length: ${body.length}\r\n\r\n`;
  const server = await rawServer((socket) => socket.write(Buffer.concat([Buffer.from(head), body])));
  return fetchWith()({ url: at(server), ...request });
}

const CODINGS: [coding: string, encode: (text: Buffer) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  // At its default quality it takes seconds.
  ['br', (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ['zstd', zstdCompressSync],
];

describe('an encoded answer', () => {
  const text = Buffer.from('It is here. '.repeat(500));

  it.each(CODINGS)('in %s is read', async (coding, encode) => {
    const answer = await answered(coding, encode(text));
    expect(answer.body.equals(text)).toBe(true);
    expect(answer).toMatchObject({ status: 200, truncated: false });
    expect(answer.headers).toContainEqual(['content-encoding', coding]);
  });

  it.each(CODINGS)('in %s that is a bomb is unpacked up to the limit and no further', async (coding, encode) => {
    const bomb = encode(Buffer.alloc(16 * 1024 * 1024));
    const before = process.memoryUsage();
    const answer = await answered(coding, bomb.subarray(0, 65_536), { maxResponseBytes: 65_536 });
    expect(answer.truncated).toBe(true);
    expect(answer.body.equals(Buffer.alloc(65_536))).toBe(true);
    const after = process.memoryUsage();
    expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(8 * 1024 * 1024);
  });

  it.each(CODINGS)('in %s that is cut off is read as far as it came', async (coding, encode) => {
    // Noise does not shrink, so the limit of bytes cuts the encoded form.
    const noise = Buffer.from(Array.from({ length: 50_000 }, (_none, n) => (n * n * 7 + (n >> 3)) & 255));
    const answer = await answered(coding, Buffer.concat([encode(noise), Buffer.alloc(70_000)]), { maxResponseBytes: 16_384 });
    expect(answer.truncated).toBe(true);
    expect(answer.body.length).toBeGreaterThan(0);
    expect(noise.subarray(0, answer.body.length).equals(answer.body)).toBe(true);
  });

  it.each([
    ['that is not what it says', 'gzip', Buffer.from('plain text')],
    ['in an encoding that nobody knows', 'rot13', Buffer.from('Vg vf urer.')],
    ['that is encoded twice', 'gzip, gzip', gzipSync(gzipSync('It is here.'))],
  ])('%s stays as it came', async (_what, coding, body) => {
    expect((await answered(coding, body)).body.equals(body)).toBe(true);
  });
});

describe('a receiver that never ends', () => {
  it.each([
    ['its body, by drips', 'HTTP/1.1 200 OK\r\n\r\n', 'x', 'timeout'],
    ['its declared body, by drips', 'HTTP/1.1 200 OK\r\ncontent-length: 16000\r\n\r\n', 'x', 'timeout'],
    ['its chunks, by drips', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\nx\r\n', 'timeout'],
    ['its headers, by drips', 'HTTP/1.1 200 OK\r\n', 'x-a: b\r\n', 'timeout'],
    ['its encoded body, by drips', 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n', '\x1f', 'timeout'],
    ['its headers', 'HTTP/1.1 200 OK\r\n', 'x-a: b\r\n'.repeat(1_000), 'network'],
    ['one header', 'HTTP/1.1 200 OK\r\nx-a: ', 'b'.repeat(5_000), 'network'],
    ['its trailers', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n', 'x-a: b\r\n'.repeat(1_000), 'network'],
    ['its interim answers', '', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(5), 'network'],
    ['its continuing', '', 'HTTP/1.1 100 Continue\r\n\r\n', 'network'],
  ])('%s', async (_what, head, again, code) => {
    const server = await rawServer((socket) => {
      socket.write(head, 'latin1');
      every(5, () => socket.write(again, 'latin1'));
    });
    const startedAt = performance.now();
    // What is no timeout must end long before it.
    const timeoutMs = code === 'timeout' ? 300 : 20_000;
    expect(await codeOf(fetchWith()({ url: at(server), timeoutMs }))).toBe(code);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const [socket] = server.sockets;
    if (socket && !socket.destroyed) await new Promise((closed) => socket.once('close', closed));
  });

  it('but sends a few interim answers first is heard', async () => {
    const server = await rawServer((socket) => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(3) + OK));
    expect(await fetchWith()({ url: at(server) })).toMatchObject({ status: 200, headers: [['content-length', '2']] });
  });
});

describe('a kept connection', () => {
  it('is made anew when it is old, by a new lookup: what was rebound meanwhile is refused', async () => {
    const server = await rawServer((socket) => socket.write(OK));
    let rebound = false;
    const resolve = async () => [{ address: rebound ? '127.0.0.2' : '127.0.0.1', family: 4 }];
    const fetch = fetchWith({ resolve, maxConnectionAgeMs: 20 });
    const ask = () => codeOf(fetch({ url: at(server, 'rebound.example') }));
    expect([await ask(), await ask(), await ask()]).toEqual(['an answer', 'an answer', 'an answer']);
    rebound = true;
    let code = 'an answer';
    // Fewer than a connection carries anyway.
    for (let n = 0; code === 'an answer' && n < 900; n++) code = await ask();
    expect(code).toBe('address-not-allowed');
  });

  it('is shared with no request of another pool', async () => {
    const server = await rawServer((socket) => socket.write(OK));
    const fetch = fetchWith();
    const sentBy = new Map<unknown, string>();
    let seen: number[] = [];
    for (let n = 0; n < 12; n++) {
      const pool = n < 6 ? 'dst_a' : 'dst_b';
      await fetch({ url: at(server), pool });
      const socket = server.sockets.find(({ bytesRead }, index) => bytesRead > (seen[index] ?? 0));
      seen = server.sockets.map(({ bytesRead }) => bytesRead);
      if (sentBy.has(socket)) expect(sentBy.get(socket)).toBe(pool);
      sentBy.set(socket, pool);
    }
    expect(sentBy.size).toBeLessThan(12);
  });

  it('leaves room for others when none of its pool is left, also where nothing could be sent', async () => {
    const server = await rawServer((socket) => socket.write(OK));
    const fetch = fetchWith({ maxPools: 2 });
    for (const pool of ['a', 'b', 'c']) await codeOf(fetch({ url: at(server), pool, method: 'PO ST' }));
    for (let i = 0; i < 5; i++) await fetch({ url: at(server), pool: 'd' });
    // Two, since an answer is handed over just before its connection counts as free.
    expect(server.sockets.length).toBeLessThan(3);
  });
});

it.each([Infinity, 1e12])('of an answer without end 16 MiB are read, though %p bytes were asked for', async (maxResponseBytes) => {
  const server = await rawServer((socket) => {
    const chunk = Buffer.alloc(65_536, 'x');
    const more = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('error', () => undefined).on('drain', more);
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    more();
  });
  const { body, truncated } = await fetchWith()({ url: at(server), maxResponseBytes });
  expect([body.length, truncated]).toEqual([16_777_216, true]);
});
