import { TemplateError } from './template-error.js';
import { renderTemplate, validateTemplate } from './template.js';

describe('a template', () => {
  it.each([
    ['text', 'none', 'Order {{ event.body.id }} <{{ event.type }}>', 'Order 7 <a & "b">'],
    ['HTML', 'html', '<b>{{ event.type }}</b>', '<b>a &#38; &#34;b&#34;</b>'],
    ['HTML as it is', 'html', '<b>{{ event.type | raw }}</b>', '<b>a & "b"</b>'],
    ['mrkdwn', 'slack-mrkdwn', '*{{ event.type }}* {{ event.body.tag }}', '*a &amp; "b"* &lt;!channel&gt;'],
    ['nothing for what is missing', 'none', '[{{ event.body.none.deeper }}]', '[]'],
    ['objects as JSON', 'none', '{{ event.body.list }}', '[1,2]'],
    ['JSON, in quotes', 'json', '{"type": "{{ event.type }}"}', '{"type": "a & \\"b\\""}'],
    ['JSON, in quotes, whatever is asked', 'json', '"{{ event.type | raw }}{% echo event.type | raw %}"', '"a & \\"b\\"a & \\"b\\""'],
    [
      'mrkdwn in JSON, as it is and no JSON',
      'slack-json',
      '"{{ event.body.tag }}{{ event.body.tag | raw }}{{ event.type | raw }}"',
      '"&lt;!channel&gt;<!channel>a & \\"b\\""',
    ],
    ['JSON values', 'json', '{{ event.body.list | json }}, {{ event.type | json }}, {{ event.none | json }}', '[1,2], "a & \\"b\\"", null'],
    ['a component of a URL', 'url-component', '/{{ event.type }}/{{ event.body.path | raw }}', '/a%20%26%20%22b%22/..%2F%3Fa%23b%0D%0A'],
    ['nothing of a prototype', 'none', '[{{ event.constructor }}{{ event.body.__proto__ }}]', '[]'],
  ] as const)('renders %s', (_what, escape, template, rendered) => {
    const variables = { event: { type: 'a & "b"', body: { id: 7, tag: '<!channel>', list: [1, 2], path: '../?a#b\r\n' } } };
    expect(renderTemplate(template, variables, escape)).toBe(rendered);
  });

  it('changes nothing of what it is given', () => {
    const variables = { event: { id: 7 } };
    expect(renderTemplate('{% increment event %}{% decrement count %}', variables)).toBe('0-1');
    expect(variables).toEqual({ event: { id: 7 } });
  });

  it.each([
    ['an open tag', 'one\ntwo {{ event.id', 2],
    ['an unclosed block', '{% if event %}', 1],
    ['an unknown filter', 'a\n{{ event.id | shout }}', 2],
    ['another file', "{% include '/etc/passwd' %}", 1],
    ['another file', "{% render '/etc/passwd' %}", 1],
    ['another file', "{% layout '/etc/passwd' %}", 1],
    ['a very long text', 'x'.repeat(100_000), 1],
  ])('with %s is refused with its place', (_what, template, line) => {
    const render = () => renderTemplate(template, {});
    expect(render).toThrow(TemplateError);
    expect(render).toThrow(expect.objectContaining({ line }));
  });

  it.each([
    ['time', '{% for i in (1..3000) %}{% for j in (1..3000) %}{% assign x = i | plus: j %}{% endfor %}{% endfor %}'],
    ['memory', '{% for i in (1..100000000) %}x{% endfor %}'],
    ['text', "{% assign x = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}{% for i in (1..40000) %}{{ x }}{% endfor %}"],
  ])('that takes too much %s is stopped', (_what, template) => {
    const startedAt = performance.now();
    expect(() => renderTemplate(template, {})).toThrow(TemplateError);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('is judged when it is written', () => {
    expect(validateTemplate('{{ event.id }}')).toBeNull();
    expect(validateTemplate('a\n  {% nonsense %}')).toMatchObject({ line: 2, column: 3 });
  });
});
