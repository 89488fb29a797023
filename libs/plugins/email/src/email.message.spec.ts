import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ContextParts, makeContext, runPlugin } from '@posthorn/plugin-sdk/testing';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { emailPlugin } from './email.plugin.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function mailServer() {
  const received: { readonly recipients: readonly string[]; readonly email: Email }[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 100 },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((email) => {
          received.push({ recipients: envelope.rcptTo.map(({ address }) => address), email });
          done(null);
        });
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  closers.push(() => new Promise<void>((closed) => server.close(() => closed())));
  return { host: `127.0.0.1:${(listening.address() as AddressInfo).port}`, received };
}

const ADDRESSES = { from: 'Posthorn <relay@example.com>', to: ['jane@example.com'] };
const deliver = (parts: ContextParts) => runPlugin(emailPlugin, { ...parts, config: { ...ADDRESSES, ...parts.config } });

describe('a mail\u2019s headers', () => {
  it.each([
    ['a line break', 'A\\r\\nBcc: eve@example.com', 'A Bcc: eve@example.com'],
    ['a line separator', 'A\\u2028Bcc: eve@example.com', 'A Bcc: eve@example.com'],
    ['NUL', 'A\\u0000B', 'A B'],
    ['a turn of the writing', 'A \\u202egpj.exe\\u202c', 'A gpj.exe'],
    ['half a character', 'A\\ud800', 'A\ufffd'],
    ['nothing', '', 'payment.success'],
    ['far too much', '\u{1f600}'.repeat(300), '\u{1f600}'.repeat(250)],
  ])('have a subject of one line, whatever the event brings: %s', async (_what, name, subject) => {
    const { host, received } = await mailServer();
    const body = Buffer.from(`{"name":"${name}"}`);
    await deliver({ config: { smtpUrl: `smtp://${host}`, subject: '{{ event.body.name }}' }, event: { body } });
    expect(received[0]?.email).toMatchObject({ subject });
    expect(received[0]?.email.bcc).toBeUndefined();
    expect(received[0]?.recipients).toEqual(['jane@example.com']);
  });

  it('say that a machine wrote it, and about which event', async () => {
    const { host, received } = await mailServer();
    await deliver({ config: { smtpUrl: `smtp://${host}` } });
    const headers = Object.fromEntries(received[0]?.email.headers.map(({ key, value }) => [key, value]) ?? []);
    expect(headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'posthorn-event-id': 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0',
      'posthorn-delivery-id': 'dlv_01kdy5c0r8e1rv7b6b4e8jz9m1',
    });
  });
});

describe('recipients from templates', () => {
  const config = { to: ['{{ event.body.owner }}'], bcc: ['{{ event.body.team }}'], allowedDomains: ['Example.com', 'b\u00fccher.example'] };
  const send = async (body: object) => {
    const { host, received } = await mailServer();
    const result = await deliver({ config: { ...config, smtpUrl: `smtp://${host}` }, event: { body: Buffer.from(JSON.stringify(body)) } });
    return { result, recipients: received.flatMap((mail) => mail.recipients) };
  };

  it.each([
    [{ owner: 'jane@EXAMPLE.com' }, ['jane@EXAMPLE.com']],
    [{ owner: 'Jane <jane@example.com>', team: 'all@example.com' }, ['jane@example.com', 'all@example.com']],
    [{ team: 'all@xn--bcher-kva.example' }, ['all@b\u00fccher.example']],
  ])('are those that %j names', async (body, expected) => {
    expect((await send(body)).recipients).toEqual(expected);
  });

  it.each([
    [{ owner: 'eve@evil.example' }, 'allowedDomains'],
    [{ owner: 'eve@sub.example.com' }, 'allowedDomains'],
    [{ owner: 'eve%evil.example@example.com' }, 'allowedDomains'],
    [{ owner: 'evil.example!eve@example.com' }, 'allowedDomains'],
    [{ owner: 'eve@evil.example, jane@example.com' }, 'no email address'],
    [{ owner: 'jane@example.com\r\nBcc: eve@evil.example' }, 'no email address'],
    [{ owner: 'eve@evil.example <jane@example.com> <eve@evil.example>' }, 'no email address'],
    [{ owner: { a: 1 } }, 'no email address'],
  ])('are never those of %j', async (body, sentence) => {
    const { result, recipients } = await send(body);
    expect(result).toMatchObject({ outcome: 'failed', reason: 'template-failed', exchange: { error: expect.stringContaining(sentence) } });
    expect(recipients).toEqual([]);
  });

  it('may be none: that fails and says so', async () => {
    expect((await send({})).result).toMatchObject({ outcome: 'failed', reason: 'no-recipient' });
  });
});

describe('the payload', () => {
  const attached = async (config: object, event: NonNullable<ContextParts['event']>) => {
    const { host, received } = await mailServer();
    const result = await deliver({ config: { smtpUrl: `smtp://${host}`, html: '<b>x</b>', ...config }, event });
    const email = received[0]?.email;
    const files = email?.attachments.map(({ filename, mimeType, content }) => [filename, mimeType, Buffer.from(content as ArrayBuffer)]);
    return { files, email, result };
  };
  const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, i) => i % 256));
  const id = 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0';

  it.each([
    ['application/json', 'application/json', 'json'],
    ['application/vnd.api+json; charset="utf-8"', 'application/vnd.api+json', 'json'],
    ['image/png', 'image/png', 'png'],
    ['multipart/form-data; boundary=part', 'application/octet-stream', 'bin'],
    ['text/plain\r\nBcc: eve@example.com', 'application/octet-stream', 'bin'],
    [null, 'application/octet-stream', 'bin'],
  ])('of type %j arrives byte for byte as a file', async (contentType, mimeType, extension) => {
    const { files, result } = await attached({ attachPayload: 'always' }, { body: bytes, contentType });
    expect(files).toEqual([[`${id}.${extension}`, mimeType, bytes]]);
    expect(result.exchange.request?.headers).toContainEqual(['Attachments', `${id}.${extension}`]);
  });

  it('is attached where the destination says', async () => {
    const counts = [];
    for (const attachPayload of ['never', 'binary', 'always']) {
      for (const body of [bytes, Buffer.from('text'), Buffer.alloc(0)])
        counts.push((await attached({ attachPayload }, { body })).files?.length);
    }
    expect(counts).toEqual([0, 0, 0, 1, 0, 0, 1, 1, 0]);
  });

  it('that is too large is left out, and the mail says so', async () => {
    const { files, email } = await attached({ attachPayload: 'always', maxAttachmentBytes: 999 }, { body: bytes });
    expect(files).toEqual([]);
    expect([email?.text, email?.html]).toEqual(Array(2).fill(expect.stringContaining('1000 bytes is not attached')));
  });
});

describe('a preview', () => {
  it('shows what would be sent, and to whom', async () => {
    const config = { ...ADDRESSES, cc: ['joe@example.com'], attachPayload: 'always', html: '<b>{{ event.type }}</b>' };
    const preview = await emailPlugin.preview?.(makeContext(emailPlugin, { config }));
    expect(preview?.parts.map(({ name, data }) => [name, data.split('\n')[0]])).toEqual([
      ['subject', 'payment.success from petstore'],
      ['text', 'payment.success from petstore'],
      ['html', '<b>payment.success</b>'],
      ['to', 'jane@example.com'],
      ['cc', 'joe@example.com'],
      ['attachments', 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0.json (application/json, 44 bytes)'],
    ]);
  });
});
