import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { MailRefusedError, OutboundError, type OutboundMail } from '@posthorn/contracts';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createAddressGuard } from './address-guard.js';
import { createGuardedMail, type GuardedMailOptions } from './guarded-mail.js';

const guard = createAddressGuard({ allowedNetworks: ['127.0.0.0/8'] });

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function mailServer(options: SMTPServerOptions = {}) {
  const mails: { readonly bytes: Buffer; readonly session: string; readonly to: readonly string[]; readonly args: unknown }[] = [];
  const sessions = new Set<string>();
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], allowInsecureAuth: true, closeTimeout: 100 },
    onConnect: ({ id }, done) => {
      sessions.add(id);
      done();
    },
    onClose: ({ id }) => void sessions.delete(id),
    onAuth: ({ password, method }, _session, done) =>
      password === 'sesame' ? done(null, { user: method }) : done(Object.assign(new Error('wrong'), { responseCode: 535 })),
    onData: (stream, { envelope, id }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ bytes: Buffer.concat(chunks), session: id, to, args: envelope.mailFrom && envelope.mailFrom.args });
        done(null);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  closers.push(() => new Promise<void>((closed) => server.close(() => closed())));
  return { url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`, mails, sessions };
}

function mailer(options: Partial<GuardedMailOptions> = {}) {
  const guardedMail = createGuardedMail({ guard, ...options });
  closers.unshift(() => guardedMail.close());
  return (mail: Partial<OutboundMail> & Pick<OutboundMail, 'server'>) =>
    guardedMail({ from: 'relay@example.com', to: ['jane@example.com'], subject: 's', text: 't', ...mail });
}

async function failureOf(sending: Promise<unknown>): Promise<string> {
  const error: unknown = await sending.then(
    () => 'taken',
    (thrown: unknown) => thrown,
  );
  if (error instanceof MailRefusedError) return error.message;
  return error instanceof OutboundError ? error.code : String(error);
}

async function until(condition: () => boolean): Promise<void> {
  const endMs = performance.now() + 5_000;
  while (!condition() && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
}

describe('a session with a mail server', () => {
  it('takes one mail after another of its pool, and none of another pool or with other credentials', async () => {
    const { url, mails } = await mailServer();
    const send = mailer();
    const own = { url, user: 'relay', password: 'sesame' };
    for (const server of [{ url }, { url }, own, own]) await send({ server });
    await send({ server: { url }, pool: 'another' });
    const [first, second, third, fourth, fifth] = mails.map(({ session }) => session);
    expect([second, fourth]).toEqual([first, third]);
    expect(new Set([first, third, fifth]).size).toBe(3);
    expect(await failureOf(send({ server: { ...own, password: 'wrong' } }))).toMatch(/^535/);
  });

  it('is ended when nobody used it for a while, and when the relay stops', async () => {
    const { url, sessions } = await mailServer();
    await mailer({ idleMs: 20 })({ server: { url } });
    await until(() => sessions.size === 0);
    const guardedMail = createGuardedMail({ guard });
    await guardedMail({ server: { url }, from: 'a@example.com', to: ['b@example.com'], subject: 's' });
    expect(sessions.size).toBe(1);
    guardedMail.close();
    await until(() => sessions.size === 0);
  });

  it('shares a server with four others at most, and the rest wait their turn', async () => {
    let most = 0;
    const { url, mails, sessions } = await mailServer({
      onMailFrom: (_address, _session, done) => {
        most = Math.max(most, sessions.size);
        setImmediate(done);
      },
    });
    const send = mailer();
    await Promise.all(Array.from({ length: 30 }, () => send({ server: { url } })));
    expect(mails).toHaveLength(30);
    expect([most, new Set(mails.map(({ session }) => session)).size]).toEqual([5, 5]);
  });

  it('that the server ended meanwhile costs no mail', async () => {
    const { url, mails } = await mailServer({
      onMailFrom: (_address, { id }, done) =>
        mails.some(({ session }) => session === id) ? done(Object.assign(new Error('bye'), { responseCode: 421 })) : done(),
    });
    const send = mailer();
    await send({ server: { url } });
    await send({ server: { url } });
    expect(mails.map(({ session }) => session)).toHaveLength(2);
  });

  it('that breaks within a message is no second try: the server may have it', async () => {
    let sessions = 0;
    const port = await rawServer((socket) => {
      sessions += 1;
      let mails = 0;
      socket.write('220 mail.example ESMTP\r\n');
      socket.on('data', (chunk) => {
        const text = chunk.toString();
        if (/^DATA/m.test(text)) {
          mails += 1;
          return void socket.write('354 go on\r\n');
        }
        if (!/^(EHLO|MAIL|RCPT|RSET|QUIT)/m.test(text) && mails === 2) return void socket.destroy();
        if (/\r\n\.\r\n$/.test(text) || /^(EHLO|MAIL|RCPT|RSET|QUIT)/m.test(text)) socket.write('250 ok\r\n');
      });
    });
    const send = mailer();
    await send({ server: { url: `smtp://127.0.0.1:${port}` } });
    expect(await failureOf(send({ server: { url: `smtp://127.0.0.1:${port}` } }))).toBe('network');
    expect(sessions).toBe(1);
  });

  it('is not waited for longer than the mail\u2019s deadline', async () => {
    const port = await rawServer((socket) => socket.write('220 mail.example ESMTP\r\n'));
    const send = mailer();
    const server = { url: `smtp://127.0.0.1:${port}` };
    const failures = await Promise.all(Array.from({ length: 8 }, () => failureOf(send({ server, timeoutMs: 200 }))));
    expect(failures).toEqual(Array(8).fill('timeout'));
  });

  it.each(['PLAIN', 'LOGIN'])('signs in by AUTH %s', async (method) => {
    const users: unknown[] = [];
    const { url } = await mailServer({
      authMethods: [method],
      onAuth: (auth, _session, done) => {
        users.push([auth.method, auth.username, auth.password]);
        done(null, { user: 'u' });
      },
    });
    await mailer()({ server: { url, user: 'r\u00e9lay', password: 's\u00e9same' } });
    expect(users).toEqual([[method, 'r\u00e9lay', 's\u00e9same']]);
  });

  it('shows no credentials to a network that may listen in, unless told to', async () => {
    const tried: unknown[] = [];
    const { url, mails } = await mailServer({ onAuth: (auth, _session, done) => done(null, { user: tried.push(auth) }) });
    const send = mailer({ isOwnMachine: () => false });
    const server = { url, user: 'relay', password: 'sesame' };
    expect(await failureOf(send({ server }))).toBe('tls');
    expect([tried, mails]).toEqual([[], []]);
    await send({ server: { ...server, url: `${url}?tls=never` } });
    expect(tried).toHaveLength(1);
  });
});

describe('a message', () => {
  const letter = async (mail: Partial<OutboundMail>, options: SMTPServerOptions = {}) => {
    const { url, mails } = await mailServer(options);
    const receipt = await mailer()({ server: { url }, ...mail });
    const [first] = mails;
    if (!first) throw new Error('no mail arrived');
    return { ...first, receipt, email: await PostalMime.parse(first.bytes) };
  };

  it('carries attachments byte for byte', async () => {
    const content = Buffer.from(Array.from({ length: 5_000 }, (_, i) => i % 256));
    const lines = Buffer.from('a\nb\r\nc\r.\n');
    const { email } = await letter({
      attachments: [
        { filename: 'p\u00e4yload.bin', contentType: 'application/octet-stream', content },
        { filename: 'payload.txt', contentType: 'text/plain', content: lines },
      ],
    });
    const arrived = email.attachments.map(({ filename, content: bytes }) => [filename, Buffer.from(bytes as ArrayBuffer)] as const);
    expect(arrived.map(([name]) => name)).toEqual(['p\u00e4yload.bin', 'payload.txt']);
    expect(arrived[0]?.[1].equals(content)).toBe(true);
    expect(arrived[1]?.[1].equals(lines)).toBe(true);
  });

  it('keeps to the lines of SMTP, whatever it says', async () => {
    const text = `.\n..a\n${'long '.repeat(2_000)}\n.${'x'.repeat(3_000)}`;
    const { bytes, email } = await letter({ text, html: `<p>${'y'.repeat(3_000)}</p>`, subject: '\u{1f600}'.repeat(300) });
    const lengths = bytes
      .toString('latin1')
      .split('\r\n')
      .map((line) => line.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(998);
    expect(email.text?.trim()).toBe(text.trim());
    expect(email.subject).toBe('\u{1f600}'.repeat(300));
  });

  it('goes to and from addresses of any script', async () => {
    const { to, args, email } = await letter({
      from: 'J\u00f6rg <j\u00f6rg@b\u00fccher.example>',
      to: ['"Doe, J" <\u7528\u6237@\u4f8b\u5b50.example>'],
    });
    expect(to).toEqual([expect.stringMatching(/^\u7528\u6237@/)]);
    expect(args).toMatchObject({ SMTPUTF8: true });
    expect([email.from?.name, email.to?.[0]?.name]).toEqual(['J\u00f6rg', 'Doe, J']);
  });

  it.each<[string, Partial<OutboundMail>]>([
    ['two addresses in one', { to: ['a@example.com, b@example.com'] }],
    ['an address that is none', { cc: ['nobody'] }],
    ['a name that turns the writing around', { from: 'Bank \u202e <a@example.com>' }],
    ['a line separator in the subject', { subject: 'a\u2028Bcc: b@example.com' }],
    ['a line break in a file\u2019s name', { attachments: [{ filename: 'a\r\nb', contentType: 'text/plain', content: Buffer.alloc(0) }] }],
    ['nobody to go to', { to: [] }],
  ])('with %s is not sent', async (_what, mail) => {
    const { url, mails } = await mailServer();
    expect(await failureOf(mailer()({ server: { url }, ...mail }))).toBe('invalid-request');
    expect(mails).toEqual([]);
  });

  it('says what the server said to those whom it did not take', async () => {
    const { receipt } = await letter(
      { to: ['gone@example.com', 'jane@example.com'] },
      {
        onRcptTo: ({ address }, _s, done) =>
          address.startsWith('gone') ? done(Object.assign(new Error('5.1.1 gone'), { responseCode: 550 })) : done(),
      },
    );
    expect(receipt).toMatchObject({ rejected: ['gone@example.com'], rejectedReplies: ['550 5.1.1 gone'] });
  });

  it('larger than the server takes is not tried', async () => {
    const { url, mails } = await mailServer({ size: 1_000 });
    expect(await failureOf(mailer()({ server: { url }, text: 'x'.repeat(5_000) }))).toMatch(/^552 5\.3\.4/);
    expect(mails).toEqual([]);
  });
});

async function rawServer(greet: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
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
