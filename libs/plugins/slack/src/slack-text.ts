import { escapeSlackText } from '@posthorn/plugin-sdk';

const CUT_MARK = ' … (truncated)';
const FENCE = '```';

/** Escapes for Slack and cuts visibly, so that the escaped text fits and neither an entity nor a character is cut in two. */
export function fitEscaped(text: string, maxChars: number, escape: (text: string) => string = escapeSlackText): string {
  // Escaping makes nothing shorter: what is beyond cannot fit, and may be megabytes.
  return fitMarkup(escape(text.slice(0, maxChars + 1)), maxChars);
}

/** Cuts text that is already mrkdwn visibly; what a cut leaves open (an entity, a link, a code block) is left out or closed. */
export function fitMarkup(text: string, maxChars: number): string {
  const whole = text.toWellFormed();
  return whole.length <= maxChars ? whole : cutMarkup(whole, maxChars);
}

/** Text inside a code block: three backticks would end it. */
export function codeBlock(text: string, maxChars: number): string {
  const inner = text.slice(0, maxChars + 1).replaceAll(FENCE, '`\u200b`\u200b`');
  return `${FENCE}${fitEscaped(inner, maxChars - 2 * FENCE.length)}${FENCE}`;
}

/** One line, for titles and fields: headers show no second one. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function cutMarkup(markup: string, maxChars: number): string {
  const cut = markup
    .slice(0, maxChars - CUT_MARK.length - FENCE.length)
    // Half of a surrogate pair,
    .replace(/[\uD800-\uDBFF]$/, '')
    // of an entity,
    .replace(/&[a-z]{0,4}$/, '')
    // of a mention or link.
    .replace(/<[^<>]*$/, '');
  const isOpen = cut.split(FENCE).length % 2 === 0;
  return `${cut}${isOpen ? FENCE : ''}${CUT_MARK}`;
}
