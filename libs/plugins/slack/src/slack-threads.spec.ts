import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ContextParts, runPlugin } from '@posthorn/plugin-sdk/testing';
import { slackPlugin } from './slack.plugin.js';

interface Message {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly metadata?: unknown;
}

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A Slack that keeps a channel, newest first, a page of two at a time. */
async function slack(refuse: (method: string) => object | null = () => null) {
  const channel: Message[] = [];
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://slack');
      const method = url.pathname.slice(1);
      calls.push(method);
      const refusal = refuse(method);
      if (refusal) return response.end(JSON.stringify(refusal));
      if (method === 'auth.test') return response.end('{"ok":true}');
      if (method === 'conversations.history') {
        expect(Object.fromEntries(url.searchParams)).toMatchObject({ channel: 'C1', include_all_metadata: 'true' });
        const from = Number(url.searchParams.get('cursor') ?? 0);
        const next = from + 2 < channel.length ? String(from + 2) : '';
        const messages = channel.filter((message) => message.thread_ts === undefined).slice(from, from + 2);
        return response.end(JSON.stringify({ ok: true, messages, response_metadata: { next_cursor: next } }));
      }
      const ts = `${1_700_000_000 + channel.length}.000100`;
      channel.unshift({ ...(JSON.parse(Buffer.concat(chunks).toString()) as Message), ts });
      response.end(JSON.stringify({ ok: true, channel: 'C1', ts }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return { apiBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, channel, calls };
}

let numberOf = 0;
/** Each server has a port of its own, so that what this process remembers of one is not of another. */
const post = (apiBaseUrl: string, order: string, parts: Partial<ContextParts> = {}) =>
  runPlugin(slackPlugin, {
    config: { apiBaseUrl, channel: 'C1', threadKey: 'order {{ event.body.order }}', template: 'Order {{ event.body.order }}' },
    secrets: { botToken: 'xoxb-planted-token' },
    event: { body: Buffer.from(JSON.stringify({ order })) },
    delivery: { id: `dlv_${(numberOf += 1)}` },
    ...parts,
  });

describe('a thread', () => {
  it('takes the messages of one key, and begins with the first', async () => {
    const { apiBaseUrl, channel, calls } = await slack();
    for (const order of ['1', '2', '1', '1']) expect(await post(apiBaseUrl, order)).toMatchObject({ outcome: 'delivered' });
    const [fourth, third, second, first] = channel;
    expect([first?.thread_ts, second?.thread_ts]).toEqual([undefined, undefined]);
    expect([third?.thread_ts, fourth?.thread_ts]).toEqual([first?.ts, first?.ts]);
    expect(JSON.stringify(first?.metadata)).not.toContain('order 1');
    expect(calls.filter((method) => method === 'conversations.history')).toHaveLength(2);
  });

  it('is found again by what its first message is marked with, by a process that knows nothing of it', async () => {
    const { apiBaseUrl, channel } = await slack();
    for (const order of ['1', '2', '3', '4']) await post(apiBaseUrl, order);
    const first = channel.at(-1);
    // Another destination's memory is another's: as good as none.
    await post(apiBaseUrl, '1', { delivery: { id: 'dlv_later', destinationId: 'dst_other' } });
    expect(channel[0]?.thread_ts).toBe(first?.ts);
  });

  it('is begun once, although its messages come together', async () => {
    const { apiBaseUrl, channel } = await slack();
    await Promise.all(Array.from({ length: 20 }, () => post(apiBaseUrl, '1')));
    expect(channel).toHaveLength(20);
    expect(channel.filter((message) => message.thread_ts === undefined)).toHaveLength(1);
  });

  it('has its first message once, although the answer to it was lost', async () => {
    const { apiBaseUrl, channel } = await slack();
    await post(apiBaseUrl, '1', { delivery: { id: 'dlv_lost' } });
    const again = await post(apiBaseUrl, '1', { delivery: { id: 'dlv_lost', destinationId: 'dst_other', attempt: 2 } });
    expect(again.outcome).toBe('delivered');
    expect(channel).toHaveLength(1);
  });

  it('is none where the key renders to nothing', async () => {
    const { apiBaseUrl, channel, calls } = await slack();
    await post(apiBaseUrl, '1', { config: { apiBaseUrl, channel: 'C1', threadKey: '{{ event.body.none }}' } });
    expect(calls).toEqual(['chat.postMessage']);
    expect(channel[0]).not.toHaveProperty('metadata');
  });

  it('whose channel the app may not read is a failed attempt that says so', async () => {
    const { apiBaseUrl, channel } = await slack((method) =>
      method === 'conversations.history' ? { ok: false, error: 'missing_scope', needed: 'channels:history' } : null,
    );
    const result = await post(apiBaseUrl, '1');
    expect(result).toMatchObject({
      outcome: 'failed',
      reason: 'slack-missing_scope',
      exchange: { error: expect.stringContaining('channels:history'), response: { body: expect.stringContaining('needed') } },
    });
    expect(channel).toEqual([]);
  });

  it('whose first message was deleted is begun anew by the next attempt', async () => {
    let gone = false;
    const { apiBaseUrl, channel } = await slack((method) =>
      gone && method === 'chat.postMessage' ? { ok: false, error: 'thread_not_found' } : null,
    );
    await post(apiBaseUrl, '1');
    gone = true;
    expect(await post(apiBaseUrl, '1')).toMatchObject({ outcome: 'retry', reason: 'slack-thread_not_found' });
    gone = false;
    channel.length = 0;
    await post(apiBaseUrl, '1');
    expect(channel[0]?.thread_ts).toBeUndefined();
  });

  it('that another attempt begins is not waited for longer than the signal says', async () => {
    const stuck = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(stuck, 'listening');
    closers.push(() => {
      stuck.closeAllConnections();
      stuck.close();
    });
    const apiBaseUrl = `http://127.0.0.1:${(stuck.address() as AddressInfo).port}`;
    const [first, second] = [new AbortController(), new AbortController()];
    const attempts = [first, second].map(({ signal }) => post(apiBaseUrl, '1', { signal }).catch(() => 'given up'));
    second.abort();
    expect(await attempts[1]).toBe('given up');
    first.abort();
    expect(await attempts[0]).toBe('given up');
  });
});

describe('the test button', () => {
  const test = (apiBaseUrl: string) =>
    runPlugin(
      { ...slackPlugin, deliver: (context) => slackPlugin.test?.(context) ?? Promise.reject(new Error('no test')) },
      {
        config: { apiBaseUrl, channel: 'C1' },
        secrets: { botToken: 'xoxb-planted-token' },
      },
    );

  it('tries the token before it posts a sample', async () => {
    const { apiBaseUrl, calls } = await slack();
    expect(await test(apiBaseUrl)).toMatchObject({ outcome: 'delivered' });
    expect(calls).toEqual(['auth.test', 'chat.postMessage']);
  });

  it('tells of a wrong token', async () => {
    const { apiBaseUrl, calls } = await slack(() => ({ ok: false, error: 'invalid_auth' }));
    expect(await test(apiBaseUrl)).toMatchObject({ outcome: 'failed', reason: 'slack-invalid_auth' });
    expect(calls).toEqual(['auth.test']);
  });
});
