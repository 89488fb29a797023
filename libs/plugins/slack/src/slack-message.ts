import { renderField, TemplateError, type TemplateVariables } from '@posthorn/plugin-sdk';
import { withinSlackLimits } from './slack-limits.js';

const FIELD = 'config.template';

export interface SlackMessage {
  readonly text?: string | undefined;
  readonly blocks?: readonly unknown[] | undefined;
  readonly [field: string]: unknown;
}

/**
 * A message from the destination's template. One that begins with `{` (of JSON, not of Liquid; tags before it do not count) is the message's
 * JSON, and values stay inside their strings; any other is mrkdwn text, whatever it renders to: a sender must not write the message's JSON.
 */
export function templateMessage(template: string, variables: TemplateVariables): SlackMessage {
  const isJson = isJsonTemplate(template);
  const rendered = renderField(FIELD, template, variables, isJson ? 'slack-json' : 'slack-mrkdwn').trim();
  if (isJson) return withinSlackLimits(parseMessage(rendered));
  if (rendered === '') throw fault('The template renders to nothing, and Slack takes no empty message');
  return withinSlackLimits({ text: rendered });
}

/** Read from the front without backtracking, since an operator's template may be long. */
function isJsonTemplate(template: string): boolean {
  let rest = template.trimStart();
  while (rest.startsWith('{%')) {
    const end = rest.indexOf('%}');
    if (end === -1) return false;
    rest = rest.slice(end + 2).trimStart();
  }
  return rest.startsWith('{') && !rest.startsWith('{{');
}

function parseMessage(json: string): SlackMessage {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = null;
  }
  const { text, blocks, attachments }: Readonly<Record<string, unknown>> = { ...Object(value) };
  const isMessage = (typeof text === 'string' && text !== '') || Array.isArray(blocks) || Array.isArray(attachments);
  if (!isMessage) throw fault('The template renders to no JSON object with "text" or "blocks"');
  return value as SlackMessage;
}

const fault = (problem: string) => new TemplateError(problem, 1, 1, FIELD);
