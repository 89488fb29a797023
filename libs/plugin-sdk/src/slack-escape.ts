/** Slack's three control characters, https://docs.slack.dev/messaging/formatting-message-text#escaping: no mention, channel or link without them. */
export function escapeSlackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Slack has no escape for its formatting characters; these look alike and format nothing. */
const LOOKALIKE: Readonly<Record<string, string>> = { '*': '\u2217', _: '\u02cd', '~': '\u223c' };
const WORD = /[\p{L}\p{N}]/u;

/**
 * As {@link escapeSlackText}, and what would format is replaced by what looks alike: backticks, and `*bold*`, `_italic_` and `~struck~` where
 * the characters stand in a pair around a word. `order_id`, `"_id"` and `2 * 3` stay as they are.
 */
export function escapeSlackMarkup(text: string): string {
  const plain = escapeSlackText(text).replaceAll('`', '\u02cb');
  if (!/[*_~]/.test(plain)) return plain;
  return plain.split('\n').map(disarmLine).join('\n');
}

/** In two passes over a line, since a search for each partner would be quadratic in what a sender sends. */
function disarmLine(line: string): string {
  const firstOpening = new Map<string, number>();
  const armed = new Set<string>();
  for (const { 0: char, index } of line.matchAll(/[*_~]/g)) {
    const opened = firstOpening.get(char);
    if (opened !== undefined && closes(line, index)) armed.add(char);
    if (opened === undefined && opens(line, index)) firstOpening.set(char, index);
  }
  if (armed.size === 0) return line;
  return line.replace(/[*_~]/g, (char, index: number) =>
    armed.has(char) && (opens(line, index) || closes(line, index)) ? (LOOKALIKE[char] ?? char) : char,
  );
}

const opens = (line: string, at: number) => !WORD.test(line.charAt(at - 1)) && /\S/.test(line.charAt(at + 1));
const closes = (line: string, at: number) => !WORD.test(line.charAt(at + 1)) && /\S/.test(line.charAt(at - 1));
