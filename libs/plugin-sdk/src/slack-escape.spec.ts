import { escapeSlackMarkup } from './slack-escape.js';
import { renderTemplate } from './template.js';
import { TemplateError } from './template-error.js';

describe('a value in a Slack message', () => {
  it.each([
    ['pings nobody', '<!channel> <@U024BE7LH> <!subteam^S1> @here', '&lt;!channel&gt; &lt;@U024BE7LH&gt; &lt;!subteam^S1&gt; @here'],
    ['links nowhere', '<https://evil.example|your bank>', '&lt;https://evil.example|your bank&gt;'],
    ['is not unescaped into a mention', '&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['is not bold', '*bold* (*bold too*)', '\u2217bold\u2217 (\u2217bold too\u2217)'],
    ['is not italic or struck', '_a b_ ~c~', '\u02cda b\u02cd \u223cc\u223c'],
    ['is not both', '*_x_*', '\u2217\u02cdx\u02cd\u2217'],
    ['is no code and ends none', '`a` ```b', '\u02cba\u02cb \u02cb\u02cb\u02cbb'],
    ['keeps what formats nothing', 'order_id evt_01 "_id": 2 * 3 * 4 ~5', 'order_id evt_01 "_id": 2 * 3 * 4 ~5'],
    ['keeps what is on two lines', '*a\nb*', '*a\nb*'],
  ])('%s', (_what, value, escaped) => {
    expect(escapeSlackMarkup(value)).toBe(escaped);
    expect(renderTemplate('{{ v }}', { v: value }, 'slack-mrkdwn')).toBe(escaped);
  });

  it('of a megabyte of delimiters takes no time', () => {
    const startedAt = performance.now();
    escapeSlackMarkup(' *a'.repeat(300_000));
    escapeSlackMarkup('*'.repeat(1_000_000));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('a value in a Slack message written as JSON', () => {
  const v = 'a", "channel": "C2", "x": "\\\n\u2028<!here> *b*';
  const render = (template: string, values: object = { v }) => JSON.parse(renderTemplate(template, values, 'slack-json')) as unknown;

  it('stays inside its string', () => {
    const text = 'a", "channel": "C2", "x": "\\\n\u2028&lt;!here&gt; \u2217b\u2217';
    expect(render('{"text": "{{ v }}"}')).toEqual({ text });
    expect(render('{"text": {{ v | json }}}')).toEqual({ text });
    expect(render('{"text": "{{ v | append: \'.\' }}"}')).toEqual({ text: `${text}.` });
  });

  it('may be an object, whose strings are escaped too', () => {
    expect(render('{"text": "{{ o }}"}', { o: { a: '"<b>' } })).toEqual({ text: '{"a":"\\"&lt;b&gt;"}' });
    expect(render('{"o": {{ o | json }}}', { o: { a: '"<b>' } })).toEqual({ o: { a: '"&lt;b&gt;' } });
    expect(render('{"o": {{ o.none | json }}, "n": {{ o.n }}}', { o: { n: 7 } })).toEqual({ o: null, n: 7 });
  });

  it('that is very long as JSON is stopped', () => {
    const list = Array(400_000).fill('ab');
    expect(() => renderTemplate('{{ v | json }}', { v: list }, 'slack-json')).toThrow(TemplateError);
  });
});
