import type { DeliveryContext, HeaderPairs, OutboundResponse } from '@posthorn/plugin-sdk';
import { type ApiAnswer, readApiAnswer } from './slack-answer.js';
import type { SlackConfig, SlackSecrets } from './slack.config.js';

export type SlackContext = DeliveryContext<SlackConfig, SlackSecrets>;

/** `chat.postMessage` answers with the message it made of ours, and `conversations.history` with a hundred of them. */
const MAX_ANSWER_BYTES = 4_194_304;

/** One call of the Web API (https://docs.slack.dev/apis/web-api), with the destination's bot token. */
export async function callSlack(context: SlackContext, botToken: string, method: string, fields: object): Promise<ApiAnswer> {
  const url = `${context.config.apiBaseUrl.replace(/\/+$/, '')}/${method}`;
  const response = await postJson(context, url, fields, [['authorization', `Bearer ${botToken}`]]);
  return readApiAnswer(response, context.clock);
}

/** As {@link callSlack}, for the methods that read and take no JSON. */
export async function readSlack(
  context: SlackContext,
  botToken: string,
  method: string,
  query: Readonly<Record<string, string>>,
): Promise<ApiAnswer> {
  const url = `${context.config.apiBaseUrl.replace(/\/+$/, '')}/${method}?${new URLSearchParams(query).toString()}`;
  const headers: HeaderPairs = [
    ['user-agent', 'Posthorn'],
    ['authorization', `Bearer ${botToken}`],
  ];
  return readApiAnswer(await context.fetch({ method: 'GET', url, headers, maxResponseBytes: MAX_ANSWER_BYTES }), context.clock);
}

export function postJson(context: SlackContext, url: string, fields: object, more: HeaderPairs = []): Promise<OutboundResponse> {
  const headers: HeaderPairs = [['content-type', 'application/json; charset=utf-8'], ['user-agent', 'Posthorn'], ...more];
  return context.fetch({ method: 'POST', url, headers, body: JSON.stringify(fields), maxResponseBytes: MAX_ANSWER_BYTES });
}
