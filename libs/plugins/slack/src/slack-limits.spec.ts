import { SLACK_LIMIT, withinSlackLimits } from './slack-limits.js';
import { codeBlock, fitEscaped, fitMarkup } from './slack-text.js';

const long = (chars: number) => 'a&amp;\u{1f600}<@U1>'.repeat(chars);
const textOf = (length: number, type = 'mrkdwn') => ({ type, text: long(length) });

/** Lengths stand in place of texts. */
const atMost = (limit: number) => ({
  asymmetricMatch: (length: unknown) => typeof length === 'number' && length > limit / 2 && length <= limit,
});

/** What must not be found at the end of a text that was cut: half of an entity, a mention or a character. */
const TORN = /&[a-z]*(?!;) …|<[^>]*…|[\uD800-\uDBFF] …/u;

describe('a text that is cut', () => {
  it('is so visibly, within the limit, and between characters, entities and links, wherever the limit falls', () => {
    for (let maxChars = 30; maxChars < 80; maxChars += 1) {
      for (const cut of [fitMarkup(long(100), maxChars), fitEscaped('<&>\u{1f600}'.repeat(100), maxChars)]) {
        expect(cut.length).toBeLessThanOrEqual(maxChars);
        expect(cut).toMatch(/ … \(truncated\)$/);
        expect(cut).not.toMatch(TORN);
        expect(cut.isWellFormed()).toBe(true);
      }
    }
  });

  it('closes its code block', () => {
    expect(fitMarkup(`a \`\`\`${'b'.repeat(100)}\`\`\` c`, 60)).toMatch(/^a ```b+``` … \(truncated\)$/);
    expect(codeBlock('x'.repeat(5_000), 3_000)).toMatch(/^```x+ … \(truncated\)```$/);
    expect(codeBlock('x'.repeat(5_000), 3_000).length).toBeLessThanOrEqual(3_000);
  });

  it('that fits stays as it is, but for half characters', () => {
    expect(fitMarkup('a &amp; <b>', 11)).toBe('a &amp; <b>');
    expect(fitEscaped('a\ud800', 10)).toBe('a\ufffd');
  });
});

describe('a message of JSON', () => {
  it('keeps to every limit of Slack\u2019s', () => {
    const message = withinSlackLimits({
      text: long(10_000),
      blocks: [
        { type: 'header', text: textOf(100, 'plain_text') },
        { type: 'section', text: textOf(1_000), fields: Array(12).fill(textOf(1_000)) },
        { type: 'context', elements: [...Array(12).fill(textOf(1_000)), { type: 'image' }] },
        { type: 'actions', elements: Array(30).fill({ type: 'button', text: textOf(50, 'plain_text') }) },
        { type: 'image', image_url: 'https://example.com/a.png', alt_text: long(1_000), title: textOf(1_000, 'plain_text') },
        { type: 'markdown', text: long(5_000) },
        { type: 'from-the-future', text: long(5_000) },
        ...Array(50).fill({ type: 'divider' }),
      ],
    }) as { text: string; blocks: Readonly<Record<string, never>>[] };
    const lengths = JSON.parse(JSON.stringify(message), (_key, value: unknown) =>
      typeof value === 'string' ? value.length : value,
    ) as unknown;
    expect(message.text.length).toBeLessThanOrEqual(SLACK_LIMIT.textChars);
    expect(message.blocks).toHaveLength(50);
    expect(message.blocks.at(-1)).toEqual({ type: 'context', elements: [{ type: 'plain_text', text: '… (8 more blocks left out)' }] });
    expect(lengths).toMatchObject({
      blocks: [
        { text: { text: atMost(150) } },
        { text: { text: atMost(3_000) }, fields: [...Array(9).fill({ text: atMost(2_000) }), { text: expect.any(Number) }] },
        { elements: [...Array(9).fill({ text: atMost(3_000) }), { text: expect.any(Number) }] },
        { elements: Array(25).fill({ text: { text: atMost(75) } }) },
        { alt_text: atMost(2_000), title: { text: atMost(2_000) } },
        { text: atMost(12_000) },
        { text: long(5_000).length },
        ...Array(43).fill({}),
      ],
    });
  });

  it('that is no message of Slack\u2019s is passed on for Slack to judge', () => {
    const message = { blocks: [null, 1, 'x', { type: 'section', text: 7 }, { type: 'header' }], attachments: [null, { color: 'red' }] };
    expect(JSON.parse(JSON.stringify(withinSlackLimits(message)))).toEqual(message);
  });
});
