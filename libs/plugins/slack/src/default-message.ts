import { escapeSlackMarkup, type PluginEvent } from '@posthorn/plugin-sdk';
import { SLACK_LIMIT } from './slack-limits.js';
import type { SlackMessage } from './slack-message.js';
import { codeBlock, fitEscaped, oneLine } from './slack-text.js';

/** Bodies are told in so many fields; one that has more is shown as it came, too. */
const MAX_BODY_FIELDS = 6;
const MAX_FIELD_DEPTH = 3;
const MAX_VALUE_CHARS = 200;
const MAX_TITLE_CHARS = 80;
/** A longer body is shown as it came: indenting megabytes for an excerpt is work for nothing. */
const MAX_READ_BYTES = 16_384;

/** Block Kit for any event: type, source, id, time, some fields of the body or its beginning, and a link back. No link in it is unfolded. */
export function defaultMessage(event: PluginEvent): SlackMessage {
  const type = oneLine(event.type) || 'event';
  const json = event.body.length <= MAX_READ_BYTES ? event.json() : undefined;
  const told = json === undefined ? null : fieldsOf(json);
  const rows = [
    ['Source', event.source.slug],
    ['Event', event.id],
    ['Time', (event.occurredAt ?? event.receivedAt).toISOString()],
    ...(told?.fields ?? []),
  ] as const;
  const excerpt = told?.complete ? '' : excerptOf(event, json);
  return {
    // What notifications and screen readers show in place of the blocks.
    text: fitEscaped(`${type} from ${event.source.slug} (${event.id})`, SLACK_LIMIT.sectionChars, escapeSlackMarkup),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: fitEscaped(type, SLACK_LIMIT.headerChars), emoji: false } },
      { type: 'section', fields: rows.map(([title, value]) => field(title, value)) },
      ...(excerpt === '' ? [] : [{ type: 'section', text: mrkdwn(codeBlock(excerpt, SLACK_LIMIT.sectionChars)) }]),
      ...(event.url === null ? [] : [{ type: 'context', elements: [mrkdwn(`<${encodeURI(event.url)}|Open the event>`)] }]),
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** `verbatim`: what looks like a link, a channel or a name in a value is not made into one. */
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });

function field(title: string, value: string) {
  const shownTitle = fitEscaped(oneLine(title), MAX_TITLE_CHARS, escapeSlackMarkup);
  return mrkdwn(`*${shownTitle}*\n${fitEscaped(oneLine(value), MAX_VALUE_CHARS, escapeSlackMarkup)}`);
}

interface Told {
  readonly fields: readonly (readonly [title: string, value: string])[];
  /** Nothing of the body is left to tell. */
  readonly complete: boolean;
}

/** The first texts, numbers and booleans of an object by their paths; lists and what lies deeper are left to the excerpt. */
function fieldsOf(json: unknown): Told | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const fields: [string, string][] = [];
  const complete = collect(json, '', 1, fields);
  return { fields, complete };
}

function collect(object: object, path: string, depth: number, into: [string, string][]): boolean {
  let complete = true;
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const at = path === '' ? key : `${path}.${key}`;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isGroup && depth < MAX_FIELD_DEPTH) complete = collect(value, at, depth + 1, into) && complete;
    else if (into.length < MAX_BODY_FIELDS && isShort(value)) into.push([at, String(value)]);
    else complete = false;
  }
  return complete;
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' ? value.length <= MAX_VALUE_CHARS : value === null || /^(number|boolean)$/.test(typeof value);
}

function excerptOf(event: PluginEvent, json: unknown): string {
  return indented(json) ?? received(event);
}

/** `null` for what is no JSON, and for what is nested too deep to be written again. */
function indented(json: unknown): string | null {
  try {
    return json === undefined ? null : JSON.stringify(json, null, 2);
  } catch {
    return null;
  }
}

function received(event: PluginEvent): string {
  return event.body
    .subarray(0, SLACK_LIMIT.sectionChars * 4)
    .toString('utf8')
    .replaceAll('\0', '\uFFFD');
}
