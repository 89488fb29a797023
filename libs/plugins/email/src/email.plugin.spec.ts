import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pluginSchemasOf } from '@posthorn/plugin-sdk/host';
import { type ContextParts, runPlugin } from '@posthorn/plugin-sdk/testing';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { emailPlugin } from './email.plugin.js';

interface Received {
  readonly recipients: string[];
  readonly email: Email;
  readonly user: unknown;
}

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function mailServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, allowInsecureAuth: true, closeTimeout: 100 },
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) => done(null, { user: `${username}:${password}` }),
    onData: (stream, { envelope, user }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((email) => {
          received.push({ recipients: envelope.rcptTo.map(({ address }) => address), email, user });
          done(null);
        });
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  closers.push(() => new Promise<void>((closed) => server.close(() => closed())));
  return { host: `127.0.0.1:${(listening.address() as AddressInfo).port}`, received };
}

const MESSAGE_ID = '<evt_01kdy5c0r8e1rv7b6b4e8jz9m0.dst_01kdy5c0r8e1rv7b6b4e8jz9m3@posthorn>';
const ADDRESSES = { from: 'Posthorn <relay@example.com>', to: ['jane@example.com'] };
const deliver = (parts: ContextParts) => runPlugin(emailPlugin, { ...parts, config: { ...ADDRESSES, ...parts.config } });

describe('a mail', () => {
  it('tells of any event by default, with the same Message-ID on every attempt', async () => {
    const { host, received } = await mailServer();
    const smtpUrl = `smtp://${host}`;
    const result = await deliver({ config: { smtpUrl } });
    await deliver({ config: { smtpUrl }, delivery: { attempt: 2 } });
    expect(result).toMatchObject({
      outcome: 'delivered',
      exchange: {
        request: {
          method: 'SMTP',
          url: smtpUrl,
          headers: expect.arrayContaining([['Message-ID', MESSAGE_ID]]),
        },
        response: { status: 250 },
        error: null,
      },
    });
    expect(received.map(({ email }) => email.messageId)).toEqual(Array(2).fill(MESSAGE_ID));
    expect(received[0]?.email).toMatchObject({
      subject: 'payment.success from petstore',
      from: { name: 'Posthorn', address: 'relay@example.com' },
    });
    expect(received[0]?.email.text).toContain('Event:    evt_01kdy5c0r8e1rv7b6b4e8jz9m0\n');
    expect(received[0]?.email.text).toContain('{"event":"payment.success","order":{"id":7}}');
  });

  it('comes from templates: the subject stays one line, HTML is escaped', async () => {
    const { host, received } = await mailServer();
    const config = {
      smtpUrl: `smtp://${host}`,
      cc: ['joe@example.com'],
      bcc: ['secret@example.com'],
      subject: '{{ event.body.name }} \u20ac',
      text: 'Hello {{ event.body.name }}',
      html: '<p>{{ event.body.name }}</p>',
    };
    const result = await deliver({ config, event: { body: Buffer.from('{"name":"A\\r\\nBcc: <eve@example.com> & B"}') } });
    const [mail] = received;
    expect(mail?.recipients).toEqual(['jane@example.com', 'joe@example.com', 'secret@example.com']);
    expect(mail?.email).toMatchObject({ subject: 'A Bcc: <eve@example.com> & B \u20ac', cc: [{ address: 'joe@example.com' }] });
    expect(mail?.email.bcc).toBeUndefined();
    expect(mail?.email.html).toContain('Bcc: &#60;eve@example.com&#62; &#38; B</p>');
    expect(mail?.email.text).toContain('<eve@example.com> & B');
    expect(JSON.stringify(result)).not.toContain('secret@example.com');
  });

  it.each([
    ['the subject', { subject: '\n{% for i in (1..100000000) %}x{% endfor %}' }, 'config.subject, line 2'],
    ['the text', { text: '{{ event.id | shout }}' }, 'config.text, line 1'],
    ['the HTML', { html: '{% if %}' }, 'config.html, line 1'],
  ])('whose template of %s cannot be rendered is a visible failed attempt', async (_what, config, place) => {
    const { host, received } = await mailServer();
    const result = await deliver({ config: { smtpUrl: `smtp://${host}`, ...config } });
    expect(result).toMatchObject({ outcome: 'failed', reason: 'template-failed', exchange: { error: expect.stringContaining(place) } });
    expect(received).toEqual([]);
  });
});

describe('the mail server', () => {
  it('is the installation\u2019s where the destination names none, with the installation\u2019s credentials', async () => {
    const { host, received } = await mailServer();
    const result = await deliver({ config: {}, defaultSmtpUrl: `smtp://relay%40example.com:s%2Fame@${host}` });
    expect(received[0]?.user).toBe('relay@example.com:s/ame');
    expect(result.exchange.request?.url).toBe(`smtp://${host}`);
    expect(JSON.stringify(result)).not.toContain('ame@');
  });

  it('of a destination never gets the installation\u2019s credentials, only the destination\u2019s own', async () => {
    const { host, received } = await mailServer();
    const config = { smtpUrl: `smtp://${host}` };
    const defaultSmtpUrl = 'smtp://relay:sesame@mail.example';
    await deliver({ config, defaultSmtpUrl });
    const result = await deliver({ config, defaultSmtpUrl, secrets: { smtpUser: 'own', smtpPassword: 'hush-hush' } });
    expect(received.map(({ user }) => user)).toEqual([undefined, 'own:hush-hush']);
    expect(JSON.stringify(result)).not.toContain('hush-hush');
  });

  it('is missing', async () => {
    expect(await deliver({ config: {} })).toMatchObject({ outcome: 'failed', reason: 'smtp-server-missing' });
  });

  it.each([
    [451, { outcome: 'retry', reason: 'smtp-451', failure: 'network' }],
    [421, { outcome: 'retry', reason: 'smtp-421', failure: 'network' }],
    [550, { outcome: 'failed', reason: 'smtp-550' }],
    [552, { outcome: 'retry', reason: 'smtp-552' }],
  ])('replies %i', async (responseCode, expected) => {
    const refuse: SMTPServerOptions['onRcptTo'] = (_address, _session, done) => done(Object.assign(new Error('Not now'), { responseCode }));
    const { host } = await mailServer({ onRcptTo: refuse });
    const result = await deliver({ config: { smtpUrl: `smtp://${host}` } });
    expect(result).toMatchObject({ ...expected, exchange: { response: { status: responseCode, body: `${responseCode} Not now` } } });
  });

  it.each([
    [550, '5.1.1 <jane@example.com> unknown', 'failed', 'no such mailbox'],
    [550, '5.1.2 bad host', 'failed', 'no such mail domain'],
    [554, '5.7.1 relay access denied', 'failed', 'rules refuse'],
    [550, '5.7.26 unauthenticated', 'failed', 'SPF, DKIM and DMARC'],
    [552, '5.2.2 over quota', 'retry', 'mailbox is full'],
    [550, '5.2.2 over quota', 'retry', 'mailbox is full'],
    [552, '5.2.3 too long', 'failed', 'larger than the mailbox'],
    [552, '5.3.4 too big', 'failed', 'larger than the server'],
    [450, '4.2.0 greylisted', 'retry', 'greylists'],
    [451, '4.7.1 try again later', 'retry', 'rules refuse'],
    [452, '4.2.2 over quota', 'retry', 'mailbox is full'],
    [454, '4.7.0 no TLS now', 'retry', 'rules refuse'],
    [530, '5.7.0 sign in first', 'failed', 'rules refuse'],
    [599, 'never heard of', 'failed', null],
  ])('replies %i %s: %s', async (responseCode, text, outcome, sentence) => {
    const refuse: SMTPServerOptions['onRcptTo'] = (_address, _session, done) => done(Object.assign(new Error(text), { responseCode }));
    const { host } = await mailServer({ onRcptTo: refuse });
    const result = await deliver({ config: { smtpUrl: `smtp://${host}` } });
    const error = sentence === null ? null : (expect.stringContaining(sentence) as string);
    expect(result).toMatchObject({ outcome, reason: `smtp-${responseCode}`, exchange: { error, response: { status: responseCode } } });
  });

  it('refuses the password', async () => {
    const onAuth: SMTPServerOptions['onAuth'] = (_auth, _session, done) =>
      done(Object.assign(new Error('5.7.8 no'), { responseCode: 535 }));
    const { host, received } = await mailServer({ onAuth });
    const result = await deliver({ config: { smtpUrl: `smtp://${host}` }, secrets: { smtpUser: 'own', smtpPassword: 'hush-hush' } });
    expect(result).toMatchObject({ outcome: 'failed', reason: 'smtp-535', exchange: { error: expect.stringContaining('password') } });
    expect([JSON.stringify(result).includes('hush-hush'), received]).toEqual([false, []]);
  });

  it('goes silent within the message', async () => {
    const onData: SMTPServerOptions['onData'] = (stream) => void stream.resume();
    const { host } = await mailServer({ onData });
    const result = await deliver({ config: { smtpUrl: `smtp://${host}` }, timeoutMs: 200 });
    expect(result).toMatchObject({ outcome: 'retry', reason: 'timeout' });
  });

  it('does not listen', async () => {
    const { host } = await mailServer();
    for (const close of closers.splice(0)) await close();
    expect(await deliver({ config: { smtpUrl: `smtp://${host}` } })).toMatchObject({
      outcome: 'retry',
      reason: 'network',
      failure: 'network',
    });
  });

  it('took the mail for some and says for whom it did not', async () => {
    const mail = async () => ({ response: '250 OK', accepted: ['jane@example.com'], rejected: ['gone@example.com'] });
    const result = await deliver({ config: {}, defaultSmtpUrl: 'smtp://mail.example', mail });
    expect(result).toMatchObject({ outcome: 'delivered', exchange: { error: expect.stringContaining('gone@example.com') } });
  });
});

describe('configuration', () => {
  it('has examples in its JSON Schema, and each is valid', () => {
    const { examples } = pluginSchemasOf(emailPlugin).config as { examples?: object[] };
    expect(examples?.length).toBeGreaterThan(1);
    for (const example of examples ?? []) {
      expect(emailPlugin.validate?.(emailPlugin.configSchema.parse(example), [])).toEqual([]);
    }
  });

  it.each([
    [{ to: [] }],
    [{ to: ['nobody'] }],
    [{ from: 'a@example.com\r\nBcc: b@example.com' }],
    [{ smtpUrl: 'https://example.com' }],
    [{ smtpUrl: 'smtp://user:password@example.com' }],
    [{ surprise: true }],
    [{ to: ['a@example.com, b@example.com'] }],
    [{ from: 'Bank \u202e <a@example.com>' }],
    [{ allowedDomains: ['a b'] }],
    [{ attachPayload: 'sometimes' }],
  ])('is not %j', (config) => {
    expect(emailPlugin.configSchema.safeParse({ ...ADDRESSES, ...config }).success).toBe(false);
  });

  it.each([
    [{ to: ['{{ event.body.owner }}'] }, 'config.allowedDomains'],
    [{ cc: ['joe@example.com', '{{ event.body'], allowedDomains: ['example.com'] }, 'config.cc.1'],
  ])('%j is at fault in %s', (config, field) => {
    const faults = emailPlugin.validate?.(emailPlugin.configSchema.parse({ ...ADDRESSES, ...config }), []);
    expect(faults).toEqual([expect.objectContaining({ field })]);
  });

  it('has authorities of its own for a server of its own', async () => {
    const servers: unknown[] = [];
    const mail: ContextParts['mail'] = ({ server }) => {
      servers.push(server);
      return Promise.resolve({ response: '250 ok', accepted: [], rejected: [] });
    };
    const tls = { ca: 'PEM', serverName: 'mail.example' };
    await deliver({ config: { smtpUrl: 'smtp://10.0.0.1?tls=required', tls }, mail });
    await deliver({ config: { tls }, defaultSmtpUrl: 'smtp://installation.example', mail });
    expect(servers).toEqual([{ url: 'smtp://10.0.0.1?tls=required', tls }, { url: 'smtp://installation.example' }]);
  });

  it('has templates that can be read and a user for its password', () => {
    const config = emailPlugin.configSchema.parse({ ...ADDRESSES, html: '\n{% nonsense %}' });
    const faults = emailPlugin.validate?.(config, ['smtpPassword']);
    expect(faults?.map(({ field, message }) => [field, message.slice(0, 6)])).toEqual([
      ['config.html', 'Line 2'],
      ['secrets.smtpUser', 'A pass'],
    ]);
  });
});
