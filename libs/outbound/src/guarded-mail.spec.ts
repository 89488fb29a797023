import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { MailRefusedError, OutboundError, type OutboundMail } from '@posthorn/contracts';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createAddressGuard } from './address-guard.js';
import { createGuardedMail, type GuardedMailOptions } from './guarded-mail.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');
const tls = { key: fixture('server.key.pem'), cert: fixture('server.cert.pem') };
const loopback = createAddressGuard({ allowedNetworks: ['127.0.0.0/8'] });
const resolve = async () => [{ address: '127.0.0.1', family: 4 }];

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Received {
  readonly from: string;
  readonly to: string[];
  readonly source: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onAuth: ({ username = '', password }, _session, done) =>
      password === 'sesame' ? done(null, { user: username }) : done(Object.assign(new Error('wrong'), { responseCode: 535 })),
    onData: (stream, { envelope, secure, user }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, source: Buffer.concat(chunks).toString('utf8'), secure, user: user as string | undefined });
        done(null);
      });
    },
    ...tls,
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  closers.push(() => new Promise<void>((closed) => server.close(() => closed())));
  return { port: (listening.address() as AddressInfo).port, received };
}

const sendMail = (mail: Partial<OutboundMail> & Pick<OutboundMail, 'server'>, options: Partial<GuardedMailOptions> = {}) =>
  guardedMailOf({ ca: tls.cert, ...options })({
    from: 'Posthorn <relay@example.com>',
    to: ['jane@example.com'],
    subject: 'A parcel',
    text: 'It is here.',
    ...mail,
  });

/** Hung up before its servers are closed: those wait for their sessions' ends. */
function guardedMailOf(options: Partial<GuardedMailOptions>) {
  const guardedMail = createGuardedMail({ guard: loopback, resolve, ...options });
  closers.unshift(() => guardedMail.close());
  return guardedMail;
}

async function failureOf(sending: Promise<unknown>): Promise<string> {
  const error: unknown = await sending.then(
    () => 'taken',
    (thrown: unknown) => thrown,
  );
  if (error instanceof MailRefusedError) return `refused ${error.responseCode}`;
  return error instanceof OutboundError ? error.code : String(error);
}

const at = (port: number, scheme = 'smtp') => ({ url: `${scheme}://mail.example:${port}` });

describe('a mail', () => {
  it('arrives over STARTTLS, with its credentials, its Message-ID and no trace of blind copies', async () => {
    const { port, received } = await mailServer();
    const receipt = await sendMail({
      server: { ...at(port), user: 'relay', password: 'sesame' },
      cc: ['joe@example.com'],
      bcc: ['secret@example.com'],
      subject: 'Gr\u00fc\u00dfe',
      html: '<p>It is here.</p>',
      messageId: '<dlv_1@posthorn>',
    });
    expect(receipt).toMatchObject({ response: expect.stringMatching(/^250/), rejected: [] });
    const [mail] = received;
    expect(mail).toMatchObject({
      from: 'relay@example.com',
      to: ['jane@example.com', 'joe@example.com', 'secret@example.com'],
      secure: true,
      user: 'relay',
    });
    expect(mail?.source).toContain('Message-ID: <dlv_1@posthorn>\r\n');
    expect(mail?.source).toContain('Cc: joe@example.com\r\n');
    expect(mail?.source).not.toContain('secret@example.com');
  });

  it('arrives over TLS from the first byte, and in the clear where nothing else is offered or wanted', async () => {
    const secure = await mailServer({ secure: true });
    await sendMail({ server: at(secure.port, 'smtps') });
    const clear = await mailServer({ disabledCommands: ['STARTTLS'] });
    await sendMail({ server: at(clear.port) });
    const unwanted = await mailServer();
    await sendMail({ server: { url: `${at(unwanted.port).url}?tls=never` } });
    expect([secure, clear, unwanted].map(({ received }) => received.map((mail) => mail.secure))).toEqual([[true], [false], [false]]);
  });

  it.each([
    ['STARTTLS with a certificate that nobody vouches for', {}, '', 'smtp', undefined],
    ['TLS with a certificate that nobody vouches for', { secure: true }, '', 'smtps', undefined],
    ['a server without the STARTTLS that is required', { disabledCommands: ['STARTTLS'] }, '?tls=required', 'smtp', tls.cert],
  ])('is not sent over %s', async (_what, options, query, scheme, ca) => {
    const { port, received } = await mailServer(options);
    const guardedMail = guardedMailOf(ca === undefined ? {} : { ca });
    const sending = guardedMail({
      server: { url: at(port, scheme).url + query },
      from: 'a@example.com',
      to: ['b@example.com'],
      subject: 's',
      text: 't',
    });
    expect(await failureOf(sending)).toBe('tls');
    expect(received).toEqual([]);
  });

  it.each(['smtp', 'smtps'])(
    'shows the certificate of its server by %s, trusts what that one trusts, and asks for its name',
    async (scheme) => {
      const shown: unknown[] = [];
      const own = { cert: fixture('client-one.cert.pem'), key: fixture('client-one.key.pem'), ca: tls.cert };
      const { port, received } = await mailServer({
        ...{ secure: scheme === 'smtps', requestCert: true, rejectUnauthorized: true, ca: own.cert },
        onSecure: (socket, _session, done) => {
          if (socket instanceof TLSSocket) shown.push(socket.getPeerCertificate().subject?.CN, socket.servername);
          done(null);
        },
      });
      const server = { url: `${scheme}://relay.example:${port}?tls=required`, tls: { ...own, serverName: 'mail.example' } };
      const guardedMail = guardedMailOf({});
      const letter = { from: 'a@example.com', to: ['b@example.com'], subject: 's', text: 't' };
      await guardedMail({ ...letter, server });
      expect(received).toHaveLength(1);
      expect(shown).toEqual(['client-one', 'mail.example']);
      expect(await failureOf(guardedMail({ ...letter, server: { ...server, tls: { ca: own.ca } } }))).toMatch(/^(tls|network)$/);
      const { cert } = own;
      expect(await failureOf(guardedMail({ ...letter, server: { ...server, tls: { cert } } }))).toBe('invalid-request');
      expect(received).toHaveLength(1);
    },
  );

  it('is not sent to a server whose certificate is for another name', async () => {
    const { port } = await mailServer();
    expect(await failureOf(sendMail({ server: { url: `smtp://other.example:${port}` } }))).toBe('tls');
  });

  it.each([
    ['a sender that is refused for now', { onMailFrom: (_a, _s, done) => done(refusal(451)) }, 'refused 451'],
    ['a sender that is refused for good', { onMailFrom: (_a, _s, done) => done(refusal(550)) }, 'refused 550'],
    ['recipients that are all refused', { onRcptTo: (_a, _s, done) => done(refusal(553)) }, 'refused 553'],
    ['a message that is refused', { onData: (stream, _s, done) => stream.resume().on('end', () => done(refusal(554))) }, 'refused 554'],
    ['a server that is busy', { onConnect: (_s, done) => done(refusal(421)) }, 'refused 421'],
  ] as [string, SMTPServerOptions, string][])('says why for %s', async (_what, options, failure) => {
    const { port } = await mailServer(options);
    expect(await failureOf(sendMail({ server: at(port) }))).toBe(failure);
  });

  it('says that the credentials are wrong, and does not show them', async () => {
    const { port } = await mailServer();
    const sending = sendMail({ server: { ...at(port), user: 'relay', password: 'open-barley' } });
    await expect(sending).rejects.toMatchObject({ responseCode: 535, message: expect.not.stringContaining('open-barley') });
  });

  it('names the recipients that were left out', async () => {
    const { port } = await mailServer({ onRcptTo: ({ address }, _s, done) => (address.startsWith('no') ? done(refusal(550)) : done()) });
    const receipt = await sendMail({ server: at(port), to: ['yes@example.com', 'no@example.com'] });
    expect(receipt).toMatchObject({ accepted: ['yes@example.com'], rejected: ['no@example.com'] });
  });

  it.each([
    ['the subject', { subject: 'a\r\nBcc: eve@example.com' }],
    ['the sender', { from: 'a@example.com\nBcc: eve@example.com' }],
    ['a recipient', { to: ['a@example.com\r\nBcc: eve@example.com'] }],
    ['the Message-ID', { messageId: '<a>\r\nBcc: eve@example.com' }],
    ['a header', { headers: [['x-a', 'b\nBcc: eve@example.com']] }],
  ] as [string, Partial<OutboundMail>][])('with a line break in %s is not sent', async (_what, part) => {
    const { port, received } = await mailServer();
    expect(await failureOf(sendMail({ server: at(port), ...part }))).toBe('invalid-request');
    expect(received).toEqual([]);
  });

  it.each(['http://mail.example', 'mail.example:25', 'smtp://relay:sesame@mail.example', 'smtp://mail.example?tls=maybe', 'smtp://'])(
    'does not go to "%s"',
    async (url) => {
      expect(await failureOf(sendMail({ server: { url } }))).toBe('invalid-url');
    },
  );
});

describe('G9: a mail server', () => {
  it.each([
    ['127.0.0.1', undefined],
    ['[::1]', undefined],
    ['0x7f000001', '127.0.0.1'],
    ['inside.example', '10.0.0.1'],
    ['metadata.example', '169.254.169.254'],
  ])('at %s is refused', async (host, address) => {
    const { port } = await mailServer();
    const guard = createAddressGuard({ allowedNetworks: [] });
    const options = { guard, ...(address === undefined ? {} : { resolve: async () => [{ address, family: 4 }] }) };
    expect(await failureOf(sendMail({ server: { url: `smtp://${host}:${port}` } }, options))).toBe('address-not-allowed');
  });

  it('that the environment names may be inside', async () => {
    const { port, received } = await mailServer();
    const guard = createAddressGuard({ allowedNetworks: [], allowedHosts: [{ host: 'mail.example', port }] });
    await sendMail({ server: at(port) }, { guard });
    expect(received).toHaveLength(1);
  });
});

describe('a mail server that misbehaves', () => {
  it.each([
    ['says nothing', () => undefined, 'timeout'],
    ['stops after its greeting', (socket: Socket) => socket.write('220 mail.example ESMTP\r\n'), 'timeout'],
    ['hangs up', (socket: Socket) => socket.destroy(), 'network'],
    ['speaks HTTP', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'network'],
  ] as [string, (socket: Socket) => void, string][])('and %s', async (_what, greet, code) => {
    const port = await rawServer(greet);
    expect(await failureOf(sendMail({ server: at(port), timeoutMs: 300 }))).toBe(code);
  });

  it('is let go within 100 ms of giving up, its connection closed', async () => {
    const stop = new AbortController();
    let abortedAt = 0;
    let closed: Promise<unknown> = Promise.resolve();
    const port = await rawServer((socket) => {
      closed = once(socket, 'close');
      abortedAt = performance.now();
      stop.abort();
    });
    expect(await failureOf(sendMail({ server: at(port), signal: stop.signal }))).toBe('aborted');
    expect(performance.now() - abortedAt).toBeLessThan(100);
    await closed;
  });
});

const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

async function rawServer(greet: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined).resume();
    greet(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
