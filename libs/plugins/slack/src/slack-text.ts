import { escapeSlackText } from '@posthorn/plugin-sdk';

const CUT_MARK = ' … (truncated)';

/** Escapes for Slack and cuts visibly, so that the escaped text fits and no entity is cut in two. */
export function fitEscaped(text: string, maxChars: number): string {
  const escaped = escapeSlackText(text);
  if (escaped.length <= maxChars) return escaped;
  const roomChars = maxChars - CUT_MARK.length;
  let fitted = '';
  for (const char of text) {
    const next = escapeSlackText(char);
    if (fitted.length + next.length > roomChars) break;
    fitted += next;
  }
  return fitted + CUT_MARK;
}

/** Cuts text that is already mrkdwn visibly. */
export function fitMarkup(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : text.slice(0, maxChars - CUT_MARK.length).toWellFormed() + CUT_MARK;
}

/** Text inside a code block: three backticks would end it. */
export function codeBlock(text: string, maxChars: number): string {
  const fence = '```';
  const inner = text.replaceAll(fence, '`\u200b`\u200b`');
  return `${fence}${fitEscaped(inner, maxChars - 2 * fence.length)}${fence}`;
}
