import { renderField, renderTemplate, templateFaults } from './template.js';
import { TemplateError } from './template-error.js';

/** What a sender may send: an event of some megabytes, made to hurt. */
const variables = {
  event: {
    text: 'a'.repeat(65_536),
    body: {
      angles: '<'.repeat(3_000_000),
      comments: '<!--'.repeat(200_000),
      blanks: `${' '.repeat(500_000)}x${' '.repeat(500_000)}y`,
      list: Array.from({ length: 200_000 }, (_, i) => ({ key: `x${(i * 7_919) % 200_000}`, i })),
      deep: JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) as unknown,
    },
  },
};

/** Far above what they take alone, far below what they took without limits (a minute for the chain of sorts). */
const LIMIT_MS = 5_000;

function timed(template: string): { readonly error: unknown; readonly tookMs: number } {
  const startedAt = performance.now();
  try {
    renderTemplate(template, variables, 'html');
    return { error: null, tookMs: performance.now() - startedAt };
  } catch (error) {
    return { error, tookMs: performance.now() - startedAt };
  }
}

it.each<[string, string]>([
  ['a chain of sorts in one output', `{{ event.body.list ${'| sort: "key" '.repeat(300)}| size }}`],
  ['sorts in a loop', '{% for i in (1..100) %}{% assign z = event.body.list | sort: "key" %}{% endfor %}'],
  ['an expression for each element', '{{ event.body.list | where_exp: "x", "x.i > 5" | size }}'],
  ['groups', '{{ event.body.list | group_by: "key" | size }}'],
  ['a chain of copies', `{{ event.body.angles ${'| upcase | downcase '.repeat(2_000)}| size }}`],
  [
    'a text that grows twofold',
    '{% capture x %}{{ event.text }}{% endcapture %}{% for i in (1..30) %}{% capture x %}{{ x }}{{ x }}{% endcapture %}{% endfor %}',
  ],
  ['a replacement that makes it longer', '{{ event.body.angles | replace: "<", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }}'],
  ['megabytes to be escaped', '{{ event.body.angles }}'],
  ['a date as wide as the sea', '{{ "now" | date: "%999999999d" }}'],
  ['loops in loops', '{% for i in (1..10) %}'.repeat(30) + '{% endfor %}'.repeat(30)],
  ['a table', '{% tablerow i in (1..1000000) cols:1 %}{% endtablerow %}'],
  ['a nest of arrays', '{{ event.body.deep }}'],
  ['a nest of brackets', `{{ ${'a['.repeat(20_000)}b${']'.repeat(20_000)} }}`],
])('%s is stopped, with its place', (_what, template) => {
  const { error, tookMs } = timed(template);
  expect(error).toBeInstanceOf(TemplateError);
  expect(error).toMatchObject({ line: 1, column: expect.any(Number) });
  expect(tookMs).toBeLessThan(LIMIT_MS);
});

it.each<[string, string]>([
  ['tags to be stripped', '{{ event.body.comments | strip_html | size }}'],
  ['blanks to be stripped', '{{ event.body.blanks | strip | normalize_whitespace | size }}'],
  ['words to be counted', '{{ event.body.blanks | number_of_words }}'],
  ['a long chain of conditions', `{% if ${'a and '.repeat(10_000)}a %}{% endif %}`],
  ['a long path', `{{ event${'.a'.repeat(30_000)} }}`],
  ['many unclosed tags', '{{'.repeat(30_000)],
  ['an unclosed text', `{{ "${'\\"'.repeat(30_000)}`],
])('no pattern of the engine runs wild over %s', (_what, template) => {
  expect(timed(template).tookMs).toBeLessThan(LIMIT_MS);
});

it.each([
  ['{{ event.constructor }}'],
  ['{{ event["constructor"]["constructor"] }}'],
  ['{{ event.__proto__ }}'],
  ['{{ event["__proto__"] }}'],
  ['{{ event.body.list.map }}'],
  ['{{ event.text.constructor }}'],
  ['{{ event.toString }}'],
  ['{{ constructor }}{{ globalThis }}{{ process }}{{ require }}'],
  ['{% assign __proto__ = event %}{{ polluted }}'],
  ['{% assign constructor = "x" %}{{ event.constructor }}'],
])('%s shows nothing of the inside and changes nothing', (template) => {
  expect(renderTemplate(template, { event: { text: 'a', body: { list: [1] } } })).toBe('');
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['text']).toBeUndefined();
});

it('the fault of a configuration names its field, line and column', () => {
  expect(
    templateFaults({ subject: 'fine', text: 'a\n {% nonsense %}', html: undefined, other: 7 }, ['subject', 'text', 'html', 'other']),
  ).toEqual([{ field: 'config.text', code: 'invalid', message: 'Line 2, column 2: tag "nonsense" not found', line: 2, column: 2 }]);
});

it('the error of a rendering names them, too', () => {
  const render = () => renderField('config.text', 'a\n\n  {{ event.body.list | sort_by_magic }}', variables);
  expect(render).toThrow('config.text, line 3, column 3: undefined filter: sort_by_magic');
});
