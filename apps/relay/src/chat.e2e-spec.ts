import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

interface Mail {
  readonly email: Email;
  readonly recipients: readonly string[];
  readonly session: string;
}

const pem = (name: string) => readFileSync(join(import.meta.dirname, '../../../libs/outbound/fixtures', name), 'utf8');
/** For `mail.example`, signed by itself. */
const identity = { key: pem('server.key.pem'), cert: pem('server.cert.pem') };

/** Refuses each sender's first mail for now, as greylisting servers do. */
async function greylistingServer(options: SMTPServerOptions = { disabledCommands: ['STARTTLS'] }) {
  const mails: Mail[] = [];
  let seen = 0;
  const server = new SMTPServer({
    ...{ authOptional: true, closeTimeout: 100, ...identity },
    onRcptTo: (_address, _session, done) =>
      (seen += 1) === 1 ? done(Object.assign(new Error('4.2.0 greylisted'), { responseCode: 450 })) : done(),
    onData: (stream, { envelope, id }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((email) => {
          mails.push({ email, recipients: envelope.rcptTo.map(({ address }) => address), session: id });
          done(null);
        });
      });
    },
    ...options,
  });
  // Clients that turn away in the middle of a handshake.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return { url, mails, seen: () => seen, close: () => new Promise<void>((closed) => server.close(() => closed())) };
}

describe('people are told', () => {
  let relay: TestRelay;
  let slack: RecordingServer;
  let mail: Awaited<ReturnType<typeof greylistingServer>>;

  beforeAll(async () => {
    relay = await TestRelay.start();
    slack = await RecordingServer.start();
    mail = await greylistingServer();
  });
  afterAll(async () => {
    await relay.stop();
    await slack.close();
    await mail.close();
  });

  const subscribe = async (name: string, destination: object) => {
    const eventType = { from: 'body', path: 'event' };
    const source = await relay.create('sources', { name, slug: name, verification: { provider: 'none' }, eventType });
    const { id } = await relay.create('destinations', { name, ...destination });
    await relay.create('subscriptions', { name, sourceId: source.id, destinationId: id });
    return id as string;
  };
  const deliveredTo = (destinationId: string, eventId: string) =>
    waitUntil('the delivery', async () => {
      const [delivery] = await relay.list(`deliveries?eventId=${eventId}&destinationId=${destinationId}&status=delivered`);
      return delivery;
    });
  const send = async (name: string) => (await relay.send(name)).headers['posthorn-event-id'] as string;

  it('in Slack, in one thread, with a link that leads back to the event', async () => {
    let posted = 0;
    slack.answerWith(({ url }, response) => {
      response.end(
        JSON.stringify(url.includes('history') ? { ok: true, messages: [] } : { ok: true, ts: `1700000000.00${(posted += 1)}` }),
      );
    });
    const apiBaseUrl = new URL(slack.url).origin;
    const config = { apiBaseUrl, channel: 'C1', threadKey: '{{ source.slug }}' };
    const id = await subscribe('chat', { plugin: 'slack', config, secrets: { botToken: 'xoxb-planted-token' } });
    const events = [await send('chat')];
    await deliveredTo(id, events[0] ?? '');
    events.push(await send('chat'));
    await deliveredTo(id, events[1] ?? '');
    const messages = slack.arrivals
      .filter(({ url }) => url === '/chat.postMessage')
      .map(({ body }) => JSON.parse(body.toString()) as { thread_ts?: string; blocks: { elements?: { text: string }[] }[] });
    expect(messages.map(({ thread_ts: ts }) => ts)).toEqual([undefined, '1700000000.001']);
    const link = /<(http[^|]+)\|/.exec(messages[0]?.blocks.at(-1)?.elements?.[0]?.text ?? '')?.[1] ?? '';
    expect(link.startsWith(`${relay.url}/api/v1/projects/prj_`)).toBe(true);
    const { status, body } = await relay.api('get', link.slice(link.indexOf('/events/') + 1));
    expect([status, (body as Json).id]).toEqual([200, events[0]]);
  });

  it('by mail, once the server takes it, with the payload and one Message-ID', async () => {
    const config = {
      ...{ from: 'Posthorn <relay@example.com>', to: ['{{ event.type | append: "@example.com" }}'], allowedDomains: ['example.com'] },
      ...{ attachPayload: 'always', smtpUrl: mail.url },
    };
    const id = await subscribe('mail', { plugin: 'email', config, retry: { schedule: ['0s', '0s', '0s'] } });
    const eventId = await send('mail');
    const delivery = await deliveredTo(id, eventId);
    const attempts = await relay.list(`deliveries/${delivery.id}/attempts`);
    expect(attempts.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['retry', 'smtp-450'],
      ['delivered', null],
    ]);
    const [first] = mail.mails;
    expect(first?.recipients).toEqual(['payment.success@example.com']);
    expect(first?.email.messageId).toBe(`<${eventId}.${id}@posthorn>`);
    expect(first?.email.attachments.map(({ filename }) => filename)).toEqual([`${eventId}.json`]);
    await deliveredTo(id, await send('mail'));
    expect(mail.mails.map(({ session }) => session)).toEqual(Array(2).fill(first?.session));
  });

  it.each([
    ['a server whose certificate nobody vouches for', { disabledCommands: [] }, ''],
    ['a server that had its STARTTLS taken away, where it is required', { disabledCommands: ['STARTTLS'] }, '?tls=required'],
  ])('by mail, but never over %s', async (_what, options, query) => {
    const unsafe = await greylistingServer(options);
    const config = { from: 'relay@example.com', to: ['jane@example.com'], smtpUrl: unsafe.url + query };
    const { id } = await relay.create('destinations', { name: 'Unsafe', plugin: 'email', config });
    const { status, body } = await relay.api('post', `destinations/${id}/test`);
    expect([status, body]).toEqual([200, expect.objectContaining({ outcome: 'retry', reason: 'tls' })]);
    expect([unsafe.seen(), unsafe.mails]).toEqual([0, []]);
    await unsafe.close();
  });

  it('by mail over TLS that authorities of the destination\u2019s own vouch for', async () => {
    const secured: boolean[] = [];
    const safe = await greylistingServer({
      onRcptTo: (_address, { secure }, done) => {
        secured.push(secure);
        done();
      },
    });
    const tls = { ca: identity.cert, serverName: 'mail.example' };
    const config = { from: 'relay@example.com', to: ['jane@example.com'], smtpUrl: `${safe.url}?tls=required`, tls };
    const { id } = await relay.create('destinations', { name: 'Safe', plugin: 'email', config });
    expect((await relay.api('post', `destinations/${id}/test`)).body).toMatchObject({ outcome: 'delivered', error: null });
    expect([secured, safe.mails.length]).toEqual([[true], 1]);
    await relay.api('delete', `destinations/${id}`);
    await safe.close();
  });
});
