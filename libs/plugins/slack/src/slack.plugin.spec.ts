import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pluginSchemasOf } from '@posthorn/plugin-sdk/host';
import { type ContextParts, runPlugin } from '@posthorn/plugin-sdk/testing';
import { slackPlugin } from './slack.plugin.js';

interface Posted {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly json: { channel?: string; text?: string; blocks?: { type: string; text?: { text: string }; fields?: { text: string }[] }[] };
}

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A Slack-shaped server: the Incoming Webhook's plain text, or the Web API's JSON. */
async function slack(answer: (response: ServerResponse) => void) {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url = '', headers } = request;
      const json = JSON.parse(Buffer.concat(chunks).toString()) as Posted['json'];
      posted.push({ url, authorization: headers.authorization, contentType: headers['content-type'], json });
      answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posted };
}

const ok = (response: ServerResponse) => response.end('ok');
const deliver = (parts: ContextParts) => runPlugin(slackPlugin, parts);

async function deliverByWebhook(answer: (response: ServerResponse) => void, parts: Partial<ContextParts> = {}) {
  const { origin, posted } = await slack(answer);
  const result = await deliver({ config: {}, secrets: { webhookUrl: `${origin}/services/T0/B0/the-secret-path` }, ...parts });
  return { result, posted, origin };
}

async function deliverByToken(answer: (response: ServerResponse) => void) {
  const { origin, posted } = await slack(answer);
  const config = { channel: 'C1', apiBaseUrl: `${origin}/api/` };
  return { result: await deliver({ config, secrets: { botToken: 'xoxb-token' } }), posted };
}

describe('a message', () => {
  it('shows any event: type, source, id, time and body', async () => {
    const { result, posted, origin } = await deliverByWebhook(ok);
    expect(result).toMatchObject({
      outcome: 'delivered',
      exchange: { request: { url: `${origin}/[redacted]` }, response: { body: 'ok' } },
    });
    expect(JSON.stringify(result)).not.toContain('the-secret-path');
    const [{ url, contentType, json } = { url: '', contentType: '', json: {} }] = posted;
    expect([url, contentType]).toEqual(['/services/T0/B0/the-secret-path', 'application/json; charset=utf-8']);
    expect(json.text).toBe('payment.success from petstore (evt_01kdy5c0r8e1rv7b6b4e8jz9m0)');
    expect(json.blocks?.[0]?.text?.text).toBe('payment.success');
    expect(json.blocks?.[1]?.fields?.map(({ text }) => text)).toEqual([
      '*Source*\npetstore',
      '*Event*\nevt_01kdy5c0r8e1rv7b6b4e8jz9m0',
      '*Time*\n2026-01-02T03:04:05.000Z',
      '*event*\npayment.success',
      '*order.id*\n7',
    ]);
    expect(json.blocks).toHaveLength(2);
  });

  it('leads back to the event', async () => {
    const url = 'https://hooks.example.com/api/v1/projects/prj_1/events/evt_1?a=|>';
    const { posted } = await deliverByWebhook(ok, { event: { url } });
    expect(posted[0]?.json.blocks?.at(-1)).toMatchObject({
      type: 'context',
      elements: [{ text: '<https://hooks.example.com/api/v1/projects/prj_1/events/evt_1?a=%7C%3E|Open the event>' }],
    });
  });

  it('shows the beginning of a body that is nested too deep to be written again as it came', async () => {
    const body = Buffer.from('['.repeat(8_000) + ']'.repeat(8_000));
    const { result, posted } = await deliverByWebhook(ok, { event: { body } });
    expect(result).toMatchObject({ outcome: 'delivered' });
    expect(posted[0]?.json.blocks?.at(-1)?.text?.text).toContain('[[[[[[');
  });

  it('shows the beginning of a body that fields cannot tell whole', async () => {
    const body = Buffer.from('{"list":[1],"name":"*Jane*\\n<@U1>","a":1,"b":true,"c":null,"d":1.5,"e":2,"f":3}');
    const { posted } = await deliverByWebhook(ok, { event: { body } });
    const [, section, excerpt] = posted[0]?.json.blocks ?? [];
    expect(section?.fields?.slice(3).map(({ text }) => text)).toEqual([
      '*name*\n\u2217Jane\u2217 &lt;@U1&gt;',
      '*a*\n1',
      '*b*\ntrue',
      '*c*\nnull',
      '*d*\n1.5',
      '*e*\n2',
    ]);
    expect(excerpt?.text?.text).toContain('"list": [\n    1\n  ],\n  "name": "*Jane*\\n&lt;@U1&gt;"');
    expect(posted[0]?.json).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });

  it('has a header of one line, whatever the type', async () => {
    const { posted } = await deliverByWebhook(ok, { event: { type: 'a\r\n\u2028b' } });
    expect(posted[0]?.json.blocks?.[0]?.text?.text).toBe('a b');
  });

  it('keeps to Slack\u2019s limits visibly and lets no event ping a channel', async () => {
    const body = Buffer.from(`<!channel> & \`\`\` ${'<'.repeat(5_000)}`);
    const { posted } = await deliverByWebhook(ok, { event: { type: '<!here>'.repeat(50), body } });
    const blocks = posted[0]?.json.blocks ?? [];
    const [header, , excerpt] = blocks.map((block) => block.text?.text ?? '');
    expect(header?.length).toBeLessThanOrEqual(150);
    expect(header).toMatch(/^(&lt;!here&gt;)+.* … \(truncated\)$/);
    expect(excerpt?.length).toBeLessThanOrEqual(3_000);
    expect(excerpt).toMatch(/^```&lt;!channel&gt; &amp; `\u200b`\u200b` (&lt;)+ … \(truncated\)```$/);
    expect(JSON.stringify(posted)).not.toContain('<!');
  });

  it('leaves the body out where there is none', async () => {
    const { posted } = await deliverByWebhook(ok, { event: { body: Buffer.alloc(0) } });
    expect(posted[0]?.json.blocks).toHaveLength(2);
  });

  it.each([
    ['mrkdwn text', '*{{ event.type }}* {{ event.body.name }}', { text: '*payment.success* A &amp; &lt;B&gt;' }],
    ['text that begins with a variable', '{{ event.type }}', { text: 'payment.success' }],
    [
      'JSON',
      '{"text": {{ event.body.name | json }}, "blocks": [{"type": "divider"}]}',
      { text: 'A &amp; &lt;B&gt;', blocks: [{ type: 'divider' }] },
    ],
    ['JSON after a tag', '{% assign a = 1 %}\n{"text": "{{ a }}"}', { text: '1' }],
    ['text that only looks like JSON', '{{ event.body.json }}', { text: '{"text":"x","channel":"C2"}' }],
    ['JSON whose values stay in their strings', '{"text": "{{ event.body.json }}"}', { text: '{"text":"x","channel":"C2"}' }],
  ])('comes from a template: %s', async (_what, template, expected) => {
    const values = { name: 'A & <B>', json: '{"text":"x","channel":"C2"}' };
    const { posted } = await deliverByWebhook(ok, { config: { template }, event: { body: Buffer.from(JSON.stringify(values)) } });
    expect(posted[0]?.json).toEqual(expected);
  });

  it.each([
    ['renders to broken JSON', '{"text": {{ event.body.none }}}', 'config.template, line 1'],
    ['renders to nothing', '{{ event.body.none }}', 'empty message'],
    ['renders to JSON without a message', '{"colour": "red"}', '"text" or "blocks"'],
    [
      'takes too long',
      '\n{% for i in (1..3000) %}{% for j in (1..3000) %}{% assign x = i %}{% endfor %}{% endfor %}',
      'config.template, line 2',
    ],
  ])('is a visible failed attempt where its template %s', async (_what, template, sentence) => {
    const { result, posted } = await deliverByWebhook(ok, { config: { template } });
    expect(result).toMatchObject({ outcome: 'failed', reason: 'template-failed', exchange: { error: expect.stringContaining(sentence) } });
    expect(posted).toEqual([]);
  });
});

describe('an Incoming Webhook\u2019s answer', () => {
  it.each([
    [200, 'ok', {}, { outcome: 'delivered' }],
    [400, 'invalid_payload', {}, { outcome: 'failed', reason: 'slack-invalid_payload' }],
    [403, 'action_prohibited', {}, { outcome: 'failed', reason: 'slack-action_prohibited' }],
    [404, 'no_service', {}, { outcome: 'failed', reason: 'slack-no_service' }],
    [410, 'channel_is_archived', {}, { outcome: 'failed', reason: 'slack-channel_is_archived' }],
    [404, '<html>Not Found</html>', {}, { outcome: 'retry', reason: 'http-404', failure: { status: 404 } }],
    [400, 'brand_new_error', {}, { outcome: 'retry', reason: 'slack-brand_new_error', failure: { status: 400 } }],
    [403, 'invalid_token', {}, { outcome: 'failed', reason: 'slack-invalid_token' }],
    [404, 'no_team', {}, { outcome: 'failed', reason: 'slack-no_team' }],
    [404, 'no_active_hooks', {}, { outcome: 'failed', reason: 'slack-no_active_hooks' }],
    [400, 'no_text', {}, { outcome: 'failed', reason: 'slack-no_text' }],
    [400, 'user_not_found', {}, { outcome: 'failed', reason: 'slack-user_not_found' }],
    [403, 'posting_to_general_channel_denied', {}, { outcome: 'failed', reason: 'slack-posting_to_general_channel_denied' }],
    [
      429,
      'rate_limited',
      { 'retry-after': '30' },
      { outcome: 'retry', reason: 'http-429', failure: { status: 429 }, retryAfterMs: 30_000 },
    ],
    [500, 'rollup_error', {}, { outcome: 'retry', reason: 'http-500', failure: { status: 500 } }],
    [503, '', {}, { outcome: 'retry', reason: 'http-503', failure: { status: 503 } }],
    [302, '', { location: 'https://slack.com/' }, { outcome: 'retry', reason: 'http-302', failure: { status: 302 } }],
  ])('%i %s', async (status, body, headers, expected) => {
    const { result } = await deliverByWebhook((response) => response.writeHead(status, headers).end(body));
    expect(result).toMatchObject(expected);
  });
});

describe('chat.postMessage', () => {
  it('gets the channel and the token, which history does not show', async () => {
    const { result, posted } = await deliverByToken((response) => response.end('{"ok":true,"echo":"xoxb-token"}'));
    expect(posted[0]).toMatchObject({ url: '/api/chat.postMessage', authorization: 'Bearer xoxb-token', json: { channel: 'C1' } });
    expect(result.outcome).toBe('delivered');
    expect(JSON.stringify(result)).not.toContain('xoxb-token');
  });

  it('is understood although its answer is longer than what is kept', async () => {
    const { result } = await deliverByToken((response) => response.end(JSON.stringify({ message: 'x'.repeat(40_000), ok: true })));
    expect(result).toMatchObject({ outcome: 'delivered', exchange: { response: { truncated: true } } });
    expect(result.exchange.response?.body).toHaveLength(16_384);
  });

  it.each([
    [200, '{"ok":false,"error":"internal_error"}', { outcome: 'retry', reason: 'slack-internal_error', failure: { status: 500 } }],
    [200, '{"ok":false,"error":"brand_new_error"}', { outcome: 'retry', reason: 'slack-brand_new_error', failure: { status: 502 } }],
    [200, '{"ok":false,"error":"Not a name!"}', { outcome: 'retry', reason: 'slack-unreadable-answer', failure: { status: 502 } }],
    [429, '{"ok":false,"error":"ratelimited"}', { outcome: 'retry', reason: 'http-429', failure: { status: 429 }, retryAfterMs: 7_000 }],
    [502, 'Bad Gateway', { outcome: 'retry', reason: 'http-502', failure: { status: 502 } }],
    [200, '<html>', { outcome: 'retry', reason: 'slack-unreadable-answer', failure: { status: 502 } }],
    [200, '{"ok":false,"error":"constructor"}', { outcome: 'retry', reason: 'slack-constructor' }],
    [404, '', { outcome: 'retry', reason: 'http-404', failure: { status: 404 } }],
  ])('%i %s', async (status, body, expected) => {
    const { result } = await deliverByToken((response) => response.writeHead(status, { 'retry-after': '7' }).end(body));
    expect(result).toMatchObject(expected);
  });
});

describe('an error of Slack\u2019s', () => {
  const [final, passing] = [
    `invalid_auth account_inactive token_revoked token_expired not_authed missing_scope channel_not_found is_archived not_in_channel no_text
     msg_too_long msg_blocks_too_long invalid_blocks invalid_blocks_format too_many_attachments ekm_access_denied team_access_not_granted
     restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_non_threadable_channel
     restricted_action_thread_locked metadata_too_large as_user_not_supported messages_tab_disabled access_denied method_deprecated`,
    'ratelimited rate_limited message_limit_exceeded fatal_error internal_error service_unavailable request_timeout org_login_required',
  ].map((errors) => errors.split(/\s+/));

  it.each(final ?? [])('%s is final, and says what to do', async (error) => {
    const { result } = await deliverByToken((response) => response.end(JSON.stringify({ ok: false, error })));
    expect(result).toMatchObject({ outcome: 'failed', reason: `slack-${error}`, exchange: { error: expect.stringMatching(/\.$/) } });
  });

  it.each(passing ?? [])('%s passes, not before Slack says so', async (error) => {
    const { result } = await deliverByToken((response) =>
      response.setHeader('retry-after', '30').end(JSON.stringify({ ok: false, error })),
    );
    expect(result).toMatchObject({ outcome: 'retry', reason: `slack-${error}`, retryAfterMs: 30_000 });
  });
});

describe('configuration', () => {
  it('has examples in its JSON Schema, and each is valid', () => {
    const { examples } = pluginSchemasOf(slackPlugin).config as { examples?: object[] };
    expect(examples?.length).toBeGreaterThan(1);
    for (const example of examples ?? []) {
      // An Incoming Webhook needs no channel, and a bot token does.
      const secretNames = 'channel' in example ? ['botToken'] : ['webhookUrl'];
      expect(slackPlugin.validate?.(slackPlugin.configSchema.parse(example), secretNames)).toEqual([]);
    }
  });

  it.each([
    [{}, [], 'secrets.webhookUrl'],
    [{}, ['botToken'], 'config.channel'],
    [{ channel: 'C1' }, ['botToken', 'webhookUrl'], 'secrets.webhookUrl'],
    [{ template: '{% nonsense %}' }, ['webhookUrl'], 'config.template'],
    [{ threadKey: '{{ event.type }}' }, ['webhookUrl'], 'config.threadKey'],
    [{ threadKey: '{{ event.type }}', channel: '#general' }, ['botToken'], 'config.channel'],
    [{ threadKey: '{{ event.type', channel: 'C1' }, ['botToken'], 'config.threadKey'],
  ])('%j with the secrets %j is at fault in %s', (config, secretNames, field) => {
    expect(slackPlugin.validate?.(slackPlugin.configSchema.parse(config), secretNames)).toEqual([expect.objectContaining({ field })]);
  });

  it('names the URLs that it calls', () => {
    const webhookUrl = 'https://hooks.slack.com/services/T/B/x';
    expect(slackPlugin.outboundUrls?.(slackPlugin.configSchema.parse({}), { webhookUrl })).toEqual([
      { field: 'config.apiBaseUrl', url: 'https://slack.com/api' },
      { field: 'secrets.webhookUrl', url: webhookUrl },
    ]);
  });
});
