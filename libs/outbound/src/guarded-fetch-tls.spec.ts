import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { OutboundError } from '@posthorn/contracts';
import { createAddressGuard } from './address-guard.js';
import { createGuardedFetch } from './guarded-fetch.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');
const certificate = { key: fixture('server.key.pem'), cert: fixture('server.cert.pem') };

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** What came of a request to `https://<host>`, which resolves to the server: an error's code, or the status. */
async function outcomeOf(server: Server, host: string, trusted: boolean): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  const fetch = createGuardedFetch({
    guard: createAddressGuard({ allowedNetworks: ['127.0.0.0/8'] }),
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    ...(trusted ? { ca: certificate.cert } : {}),
  });
  closers.push(() => fetch.close());
  return fetch({ url: `https://${host}:${(server.address() as AddressInfo).port}/` }).then(
    ({ status }) => String(status),
    (error: unknown) => (error instanceof OutboundError ? error.code : String(error)),
  );
}

it.each([
  ['trusted and for the name', 'mail.example', true, '200'],
  ['trusted and for another name', 'other.example', true, 'tls'],
  ['vouched for by nobody', 'mail.example', false, 'tls'],
])('a certificate that is %s', async (_what, host, trusted, outcome) => {
  const serverNames: unknown[] = [];
  const server = createTlsServer(certificate, (socket) => {
    serverNames.push(socket.servername);
    socket.on('error', () => undefined).once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  });
  server.on('tlsClientError', () => undefined);
  expect(await outcomeOf(server, host, trusted)).toBe(outcome);
  // The pinned address does not take the name's place in the handshake.
  if (outcome === '200') expect(serverNames).toEqual([host]);
});

it('something that is no TLS', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  });
  expect(await outcomeOf(server, 'mail.example', true)).toBe('tls');
});
