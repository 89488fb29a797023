import { createHash } from 'node:crypto';
import { delivered, type PluginResult, renderField, type TemplateVariables } from '@posthorn/plugin-sdk';
import { callSlack, readSlack, type SlackContext } from './slack-api.js';
import type { SlackMessage } from './slack-message.js';
import { ThreadMemory } from './thread-memory.js';

/** How a thread's first message is marked, for this relay to find it again: https://docs.slack.dev/messaging/message-metadata */
const EVENT_TYPE = 'posthorn_thread';
const MAX_KEY_CHARS = 1_000;
/** Looked through, newest first, before a new thread is begun. */
const MAX_PAGES = 5;
const MESSAGES_A_PAGE = '200';

const threads = new ThreadMemory();

/** The thread that an event's message belongs to; `null` = none. */
export function threadKeyOf({ config, delivery }: SlackContext, variables: TemplateVariables): ThreadKey | null {
  if (config.threadKey === undefined || config.channel === undefined) return null;
  const text = renderThreadKey(config.threadKey, variables);
  if (text === '') return null;
  // A digest: other apps of the workspace may read what a message is marked with.
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { digest, memory: `${delivery.destinationId} ${config.apiBaseUrl} ${config.channel} ${digest}` };
}

export function renderThreadKey(template: string, variables: TemplateVariables): string {
  return renderField('config.threadKey', template, variables).trim().slice(0, MAX_KEY_CHARS).toWellFormed();
}

export interface ThreadKey {
  readonly digest: string;
  readonly memory: string;
}

/** Posts into the thread of the key, and begins it where there is none. */
export async function postInThread(context: SlackContext, botToken: string, message: SlackMessage, key: ThreadKey): Promise<PluginResult> {
  const known = threads.get(key.memory);
  if (known !== undefined) return reply(context, botToken, message, key, known);
  return threads.alone(key.memory, context.signal, async () => {
    const ts = threads.get(key.memory);
    const found = ts === undefined ? await findThread(context, botToken, key) : { ts, delivery: null };
    if (found === null) return begin(context, botToken, message, key);
    if ('refusal' in found) return found.refusal;
    threads.remember(key.memory, found.ts);
    // The message that begins the thread is this very delivery's, and only its answer was lost.
    return found.delivery === context.delivery.id ? delivered() : reply(context, botToken, message, key, found.ts);
  });
}

async function reply(context: SlackContext, botToken: string, message: SlackMessage, key: ThreadKey, ts: string): Promise<PluginResult> {
  const answer = await callSlack(context, botToken, 'chat.postMessage', { ...message, channel: context.config.channel, thread_ts: ts });
  if ('fields' in answer) return delivered();
  if (answer.error === 'thread_not_found' || answer.error === 'message_not_found') threads.forget(key.memory);
  return answer.refusal;
}

async function begin(context: SlackContext, botToken: string, message: SlackMessage, { digest, memory }: ThreadKey): Promise<PluginResult> {
  const metadata = { event_type: EVENT_TYPE, event_payload: { key: digest, delivery: context.delivery.id } };
  const answer = await callSlack(context, botToken, 'chat.postMessage', { ...message, channel: context.config.channel, metadata });
  if ('refusal' in answer) return answer.refusal;
  const { ts } = answer.fields;
  if (typeof ts === 'string') threads.remember(memory, ts);
  return delivered();
}

/**
 * Looks through the channel for the message that begins the thread: a restart, or another process, knows of it no other way. `null`: there is
 * none among the channel's last thousand.
 */
async function findThread(
  context: SlackContext,
  botToken: string,
  { digest }: ThreadKey,
): Promise<{ readonly ts: string; readonly delivery: unknown } | { readonly refusal: PluginResult } | null> {
  let cursor = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await readSlack(context, botToken, 'conversations.history', {
      ...{ channel: context.config.channel ?? '', limit: MESSAGES_A_PAGE, include_all_metadata: 'true' },
      ...(cursor === '' ? {} : { cursor }),
    });
    if ('refusal' in answer) return answer;
    const { messages, response_metadata: next } = answer.fields;
    const begun = (Array.isArray(messages) ? messages : []).map(markOf).find((mark) => mark?.key === digest);
    if (begun) return begun;
    const { next_cursor: more }: { readonly next_cursor?: unknown } = { ...Object(next) };
    if (typeof more !== 'string' || more === '') return null;
    cursor = more;
  }
  return null;
}

function markOf(message: unknown) {
  const { ts, metadata }: Readonly<Record<string, unknown>> = { ...Object(message) };
  const { event_type: type, event_payload: payload }: Readonly<Record<string, unknown>> = { ...Object(metadata) };
  const { key, delivery }: Readonly<Record<string, unknown>> = { ...Object(payload) };
  return type === EVENT_TYPE && typeof ts === 'string' ? { ts, key, delivery } : null;
}
