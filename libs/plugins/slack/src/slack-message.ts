import { type PluginEvent, renderField, TemplateError, type TemplateVariables } from '@posthorn/plugin-sdk';
import { codeBlock, fitEscaped, fitMarkup } from './slack-text.js';

/** Slack's limits: https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/reference/methods/chat.postMessage */
const MAX_HEADER_CHARS = 150;
const MAX_SECTION_CHARS = 3_000;
const MAX_FIELD_CHARS = 2_000;
const MAX_TEXT_CHARS = 40_000;
const MAX_BLOCKS = 50;
/** A longer body is shown as it came: indenting megabytes for an excerpt is work for nothing. */
const MAX_INDENTED_BYTES = 16_384;
const FIELD = 'config.template';

export interface SlackMessage {
  readonly text?: string | undefined;
  readonly blocks?: readonly unknown[] | undefined;
  readonly [field: string]: unknown;
}

/** Block Kit for any event: type, source, id, time, and the beginning of the body. */
export function defaultMessage(event: PluginEvent): SlackMessage {
  const excerpt = bodyExcerpt(event);
  const body = excerpt === '' ? [] : [{ type: 'section', text: { type: 'mrkdwn', text: codeBlock(excerpt, MAX_SECTION_CHARS) } }];
  const field = (title: string, value: string) => ({
    type: 'mrkdwn',
    text: `*${title}*\n${fitEscaped(value, MAX_FIELD_CHARS - title.length - 3)}`,
  });
  return {
    // What notifications and screen readers show in place of the blocks.
    text: fitEscaped(`${event.type} from ${event.source.slug} (${event.id})`, MAX_TEXT_CHARS),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: fitEscaped(event.type, MAX_HEADER_CHARS), emoji: false } },
      {
        type: 'section',
        fields: [
          field('Source', event.source.slug),
          field('Event', event.id),
          field('Time', (event.occurredAt ?? event.receivedAt).toISOString()),
        ],
      },
      ...body,
    ],
  };
}

/**
 * A message from the destination's template. A template that begins with `{` (and not with a Liquid tag) is meant as JSON, and one that
 * renders to something else is a {@link TemplateError}; any other is mrkdwn text unless it happens to render to a message's JSON.
 */
export function templateMessage(template: string, variables: TemplateVariables): SlackMessage {
  const rendered = renderField(FIELD, template, variables, 'slack-mrkdwn').trim();
  const message = rendered.startsWith('{') ? parseMessage(rendered) : null;
  if (message !== null) return limited(message);
  if (/^\s*\{(?![{%])/.test(template)) {
    throw new TemplateError('The template renders to no JSON object with "text" or "blocks"', 1, 1, FIELD);
  }
  return { text: fitMarkup(rendered, MAX_TEXT_CHARS) };
}

function parseMessage(json: string): SlackMessage | null {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null) return null;
    const { text, blocks } = value as { text?: unknown; blocks?: unknown };
    return typeof text === 'string' || Array.isArray(blocks) ? (value as SlackMessage) : null;
  } catch {
    return null;
  }
}

function limited(message: SlackMessage): SlackMessage {
  const { text, blocks } = message;
  const cutBlock = { type: 'section', text: { type: 'plain_text', text: '… (truncated)' } };
  return {
    ...message,
    ...(typeof text === 'string' ? { text: fitMarkup(text, MAX_TEXT_CHARS) } : {}),
    ...(Array.isArray(blocks) && blocks.length > MAX_BLOCKS ? { blocks: [...blocks.slice(0, MAX_BLOCKS - 1), cutBlock] } : {}),
  };
}

function bodyExcerpt(event: PluginEvent): string {
  const json = event.body.length <= MAX_INDENTED_BYTES ? event.json() : undefined;
  if (json !== undefined) return JSON.stringify(json, null, 2);
  return event.body
    .subarray(0, MAX_SECTION_CHARS * 4)
    .toString('utf8')
    .replaceAll('\0', '\uFFFD');
}
