import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { OutboundError, type OutboundTls } from '@posthorn/contracts';
import { createAddressGuard } from './address-guard.js';
import { createGuardedFetch } from './guarded-fetch.js';
import { type RawServer, startRawServer } from './testing/raw-server.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');
const ca = fixture('server.cert.pem');
const ONE: OutboundTls = { ca, cert: fixture('client-one.cert.pem'), key: fixture('client-one.key.pem') };
const TWO: OutboundTls = { ca, cert: fixture('client-two.cert.pem'), key: fixture('client-two.key.pem'), passphrase: 'sesame' };

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Setup {
  readonly server: RawServer;
  /** The certificate's subject that each connection showed. */
  readonly shown: () => string[];
  /** The status, or the error's code. */
  ask(tls?: OutboundTls, host?: string): Promise<string>;
}

async function setup({ clientsMustShow = true }: { readonly clientsMustShow?: boolean } = {}): Promise<Setup> {
  const subjects: string[] = [];
  const tls = {
    ...{ key: fixture('server.key.pem'), cert: ca },
    ...(clientsMustShow ? { requestCert: true, rejectUnauthorized: true, ca: [ONE.cert ?? '', TWO.cert ?? ''] } : {}),
  };
  const server = await startRawServer(
    (socket) => {
      const subject = socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject?.CN ?? 'nobody') : 'no TLS';
      socket.write(`HTTP/1.1 200 OK\r\nx-subject: ${subject}\r\ncontent-length: 0\r\n\r\n`);
      subjects.push(subject);
    },
    { tls },
  );
  const fetch = createGuardedFetch({
    guard: createAddressGuard({ allowedNetworks: ['127.0.0.0/8'] }),
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  closers.push(
    () => server.close(),
    () => fetch.close(),
  );
  const ask = (wanted?: OutboundTls, host = 'mail.example') =>
    fetch({ url: `https://${host}:${server.port}/`, ...(wanted ? { tls: wanted } : {}) }).then(
      ({ status }) => String(status),
      (error: unknown) => (error instanceof OutboundError ? error.code : String(error)),
    );
  return { server, shown: () => subjects, ask };
}

it('a certificate is shown to a server that asks for it, and without one nothing comes through', async () => {
  const { ask, shown } = await setup();
  expect(await ask({ ca })).not.toBe('200');
  expect(await ask(ONE)).toBe('200');
  expect(shown()).toEqual(['client-one']);
});

it('a connection that showed a certificate serves nobody who shows another, or none', async () => {
  const { ask, shown, server } = await setup();
  for (const tls of [ONE, TWO, ONE, TWO, { ca }, ONE]) await ask(tls);
  expect(shown()).toEqual(['client-one', 'client-two', 'client-one', 'client-two', 'client-one']);
  // The same again may use the same connection.
  expect(server.sockets.length).toBeLessThan(6);
});

it('an authority of a destination is trusted there and nowhere else', async () => {
  const { ask } = await setup({ clientsMustShow: false });
  expect(await ask({ ca })).toBe('200');
  expect(await ask()).toBe('tls');
  expect(await ask({ ca: fixture('client-one.cert.pem') })).toBe('tls');
  expect(await ask({ ca: `${fixture('client-one.cert.pem')}\n${ca}` })).toBe('200');
});

it('another name can be asked for and is then the one that the certificate must carry', async () => {
  const { ask } = await setup({ clientsMustShow: false });
  expect(await ask({ ca }, 'other.example')).toBe('tls');
  expect(await ask({ ca, serverName: 'mail.example' }, 'other.example')).toBe('200');
  expect(await ask({ ca, serverName: 'other.example' }, 'mail.example')).toBe('tls');
});

it.each<[what: string, tls: OutboundTls]>([
  ['a certificate without its key', { cert: ONE.cert ?? '' }],
  ['a key without its certificate', { key: ONE.key ?? '' }],
  ['a key of another certificate', { ...ONE, key: fixture('server.key.pem') }],
  ['a key under a passphrase that is not given', { cert: TWO.cert ?? '', key: TWO.key ?? '' }],
  ['a key under another passphrase', { ...TWO, passphrase: 'open-barley' }],
  ['an authority that is no PEM', { ca: 'hello' }],
  ['a certificate that is no PEM', { ...ONE, cert: '-----BEGIN CERTIFICATE-----\nhello\n-----END CERTIFICATE-----' }],
])('%s is said to be at fault before anything is sent', async (_what, tls) => {
  const { ask, server } = await setup();
  expect(await ask(tls)).toBe('invalid-request');
  expect(server.sockets).toHaveLength(0);
});

it('what is at fault is not quoted', async () => {
  const fetch = createGuardedFetch({ guard: createAddressGuard({ allowedNetworks: [] }) });
  closers.push(() => fetch.close());
  const asked = fetch({ url: 'https://mail.example/', tls: { ...TWO, passphrase: 'open-barley' } });
  await expect(asked).rejects.toMatchObject({ message: expect.not.stringMatching(/open-barley|BEGIN/) });
});
