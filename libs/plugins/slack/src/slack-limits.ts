import { fitMarkup } from './slack-text.js';

/**
 * What Slack takes, in UTF-16 units, which are never fewer than the characters that it counts:
 * https://docs.slack.dev/reference/block-kit/blocks, https://docs.slack.dev/reference/block-kit/composition-objects/text-object and
 * https://docs.slack.dev/reference/methods/chat.postMessage (which cuts a text at 40,000 by itself, without a word).
 */
export const SLACK_LIMIT = {
  textChars: 40_000,
  blocks: 50,
  headerChars: 150,
  sectionChars: 3_000,
  fields: 10,
  fieldChars: 2_000,
  contextElements: 10,
  actions: 25,
  buttonChars: 75,
  altTextChars: 2_000,
  markdownChars: 12_000,
  attachments: 100,
} as const;

type Json = Readonly<Record<string, unknown>>;

/** A message that Slack takes: what is too long is cut, and what is too many left out, visibly. What it is no judge of stays as it is. */
export function withinSlackLimits(message: Json): Json {
  const { text, blocks, attachments } = message;
  return {
    ...message,
    ...(typeof text === 'string' ? { text: fitMarkup(text, SLACK_LIMIT.textChars) } : {}),
    ...(Array.isArray(blocks) ? { blocks: limitedBlocks(blocks) } : {}),
    ...(Array.isArray(attachments) ? { attachments: attachments.slice(0, SLACK_LIMIT.attachments).map(limitedAttachment) } : {}),
  };
}

function limitedBlocks(blocks: readonly unknown[]): readonly unknown[] {
  const kept = blocks.length > SLACK_LIMIT.blocks ? blocks.slice(0, SLACK_LIMIT.blocks - 1) : blocks;
  const leftOut = blocks.length - kept.length;
  const note = { type: 'context', elements: [{ type: 'plain_text', text: `… (${leftOut} more blocks left out)` }] };
  return leftOut === 0 ? kept.map(limitedBlock) : [...kept.map(limitedBlock), note];
}

function limitedAttachment(attachment: unknown): unknown {
  if (!isObject(attachment) || !Array.isArray(attachment['blocks'])) return attachment;
  return { ...attachment, blocks: limitedBlocks(attachment['blocks']) };
}

function limitedBlock(block: unknown): unknown {
  if (!isObject(block)) return block;
  const { type, text, fields, elements } = block;
  switch (type) {
    case 'header':
      return { ...block, text: limitedText(text, SLACK_LIMIT.headerChars) };
    case 'section':
      return {
        ...block,
        ...(text === undefined ? {} : { text: limitedText(text, SLACK_LIMIT.sectionChars) }),
        ...(Array.isArray(fields) ? { fields: limitedList(fields, SLACK_LIMIT.fields, SLACK_LIMIT.fieldChars) } : {}),
      };
    case 'context':
      return { ...block, ...listOf('elements', elements, SLACK_LIMIT.contextElements, SLACK_LIMIT.sectionChars) };
    case 'actions':
      return { ...block, ...(Array.isArray(elements) ? { elements: elements.slice(0, SLACK_LIMIT.actions).map(limitedButton) } : {}) };
    case 'markdown':
      return { ...block, ...(typeof text === 'string' ? { text: fitMarkup(text, SLACK_LIMIT.markdownChars) } : {}) };
    case 'image':
      return { ...block, ...limitedAltText(block['alt_text']), ...titleOf(block['title']) };
    default:
      return block;
  }
}

/** The last of too many says that there are more. */
function limitedList(list: readonly unknown[], maxItems: number, maxChars: number): readonly unknown[] {
  const kept = list.length > maxItems ? list.slice(0, maxItems - 1) : list;
  const leftOut = list.length - kept.length;
  const limited = kept.map((item) => limitedText(item, maxChars));
  return leftOut === 0 ? limited : [...limited, { type: 'plain_text', text: `… (${leftOut} more left out)` }];
}

const listOf = (name: string, list: unknown, maxItems: number, maxChars: number): Json =>
  Array.isArray(list) ? { [name]: limitedList(list, maxItems, maxChars) } : {};

const limitedAltText = (text: unknown): Json => (typeof text === 'string' ? { alt_text: fitMarkup(text, SLACK_LIMIT.altTextChars) } : {});
const titleOf = (title: unknown): Json => (title === undefined ? {} : { title: limitedText(title, SLACK_LIMIT.altTextChars) });

function limitedButton(element: unknown): unknown {
  if (!isObject(element) || element['type'] !== 'button') return element;
  return { ...element, text: limitedText(element['text'], SLACK_LIMIT.buttonChars) };
}

/** A text object. */
function limitedText(object: unknown, maxChars: number): unknown {
  if (!isObject(object) || typeof object['text'] !== 'string') return object;
  return { ...object, text: fitMarkup(object['text'], maxChars) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
