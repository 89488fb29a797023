import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';
import { orderExample } from '../webhooks/order.js';
import { HttpReceiver } from './http-receiver.js';
import { MailReceiver } from './mail-server.js';
import { SlackShapedReceiver } from './slack-shaped-receiver.js';

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

/** Signed by the specification's own library, not by ours. */
function signed(secret: string, body: Buffer, atMs = NOW_MS): Record<string, string> {
  const signature = new Webhook(secret).sign('evt_1', new Date(atMs), body.toString('utf8'));
  return { 'webhook-id': 'evt_1', 'webhook-timestamp': String(Math.floor(atMs / 1000)), 'webhook-signature': signature };
}

const post = (url: string, body: Buffer | string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('the HTTP receiver', () => {
  let receiver: HttpReceiver;
  beforeEach(async () => {
    receiver = await HttpReceiver.start({ now: () => NOW_MS });
    receiver.trust('/fulfilment', SECRET);
  });
  afterEach(() => receiver.close());

  const good = signed(SECRET, orderExample.body);
  const reordered = {
    ...good,
    'webhook-signature': `${signed(OTHER, orderExample.body)['webhook-signature'] ?? ''} ${good['webhook-signature'] ?? ''}`,
  };
  it.each([
    ['a good signature', orderExample.body, good, 204, 'verified'],
    ['one good signature among several', orderExample.body, reordered, 204, 'verified'],
    ['a signature by another secret', orderExample.body, signed(OTHER, orderExample.body), 401, 'no-signature-matches'],
    [
      'a body that was parsed and written again',
      Buffer.from(JSON.stringify(JSON.parse(orderExample.body.toString()))),
      good,
      401,
      'no-signature-matches',
    ],
    [
      'a timestamp six minutes old',
      orderExample.body,
      signed(SECRET, orderExample.body, NOW_MS - 360_000),
      401,
      'timestamp-out-of-tolerance',
    ],
    ['no signature', orderExample.body, {}, 401, 'headers-missing'],
  ])('answers %s', async (_case, body, headers, status, verdict) => {
    const response = await post(receiver.url('/fulfilment?x=1'), body, headers);
    expect(response.status).toBe(status);
    expect(receiver.at('/fulfilment')).toMatchObject([{ method: 'POST', query: 'x=1', verdict, body }]);
  });

  it('does not know a path that nobody subscribed', async () => {
    expect((await post(receiver.url('/nowhere'), '{}', good)).status).toBe(404);
  });
});

describe('the Slack-shaped receiver', () => {
  let slack: SlackShapedReceiver;
  beforeEach(async () => {
    slack = await SlackShapedReceiver.start('xoxb-demo');
  });
  afterEach(() => slack.close());

  const section = { type: 'section', text: { type: 'mrkdwn', text: 'Order *1312312*' } };
  it.each([
    ['blocks', { text: 'an order', blocks: [section] }, 200, 'ok'],
    ['text only', { text: 'an order' }, 200, 'ok'],
    ['nothing to show', {}, 400, 'no_text'],
    ['an unknown block', { text: 'x', blocks: [{ type: 'sektion' }] }, 400, 'invalid_blocks'],
    ['a text over its limit', { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }] }, 400, 'invalid_blocks'],
    ['what is no JSON', 'payload=x', 400, 'invalid_payload'],
  ])('answers an Incoming Webhook with %s as Slack does', async (_case, message, status, answer) => {
    const response = await post(slack.webhookUrl, typeof message === 'string' ? message : JSON.stringify(message));
    expect([response.status, await response.text()]).toEqual([status, answer]);
    expect(slack.via('incoming-webhook')).toHaveLength(status === 200 ? 1 : 0);
  });

  it.each([
    ['the bot token', 'Bearer xoxb-demo', { channel: '#orders', text: 'x' }, { ok: true, channel: '#orders' }],
    ['another token', 'Bearer xoxb-other', { channel: '#orders', text: 'x' }, { ok: false, error: 'invalid_auth' }],
    ['no channel', 'Bearer xoxb-demo', { text: 'x' }, { ok: false, error: 'channel_not_found' }],
  ])('answers chat.postMessage with %s as Slack does', async (_case, authorization, message, answer) => {
    const response = await post(`${slack.apiBaseUrl}/chat.postMessage`, JSON.stringify(message), { authorization });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject(answer);
    expect(slack.via('chat.postMessage')).toHaveLength(answer.ok ? 1 : 0);
  });
});

/** An SMTP dialogue word for word: each line is sent when the server has answered the one before. Resolves with the reply codes. */
async function speakSmtp(url: string, lines: readonly string[]): Promise<string[]> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const codes: string[] = [];
  const rest = [...lines];
  for await (const line of createInterface({ input: socket })) {
    // `250-` announces that the reply goes on.
    if (line[3] === '-') continue;
    codes.push(line.slice(0, 3));
    const next = rest.shift();
    if (next !== undefined) socket.write(`${next}\r\n`);
  }
  return codes;
}

describe('the mail server', () => {
  it('takes a message and reads what its reader would see', async () => {
    const server = await MailReceiver.start();
    try {
      const message = [
        'Subject: =?utf-8?q?Zahlung_=C3=BCber_125.50?=',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('Grüße').toString('base64'),
        '.',
      ].join('\r\n');
      const dialogue = ['EHLO relay', 'MAIL FROM:<store@example.com>', 'RCPT TO:<till@example.com>', 'DATA', message, 'QUIT'];
      expect(await speakSmtp(server.url, dialogue)).toEqual(['220', '250', '250', '250', '354', '250', '221']);
      expect(server.arrivals).toMatchObject([
        { from: 'store@example.com', to: ['till@example.com'], mail: { subject: 'Zahlung über 125.50', text: 'Grüße' } },
      ]);
    } finally {
      await server.close();
    }
  });
});
