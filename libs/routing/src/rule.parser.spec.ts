import { parseRule } from './rule.parser.js';

describe('a rule', () => {
  it.each([
    { from: 'body', path: 'order.items[0].id' },
    { from: 'body', path: '[0][1].a' },
    { from: 'form', path: 'data[object]' },
    { from: 'header', name: 'x-request-id' },
    { from: 'query', name: 'id' },
    { from: 'const', value: 'order' },
  ])('can be %j', (rule) => {
    expect(parseRule(rule, 'eventType')).toEqual({ ok: true, rule });
  });

  it.each([
    [null, 'eventType', 'invalid'],
    ['body', 'eventType', 'invalid'],
    [{}, 'eventType.from', 'required'],
    [{ from: 'cookie' }, 'eventType.from', 'invalid'],
    [{ from: 'body' }, 'eventType.path', 'required'],
    [{ from: 'body', path: 'a..b' }, 'eventType.path', 'invalid'],
    [{ from: 'body', path: 'a[x]' }, 'eventType.path', 'invalid'],
    [{ from: 'body', path: 'a[0' }, 'eventType.path', 'invalid'],
    [{ from: 'body', path: 'a[0]b' }, 'eventType.path', 'invalid'],
    [{ from: 'body', path: 'a', name: 'b' }, 'eventType.name', 'unknown-field'],
    [{ from: 'header', name: 'x y' }, 'eventType.name', 'invalid'],
    [{ from: 'const', value: 'x'.repeat(257) }, 'eventType.value', 'invalid'],
  ])('cannot be %j', (value, field, code) => {
    expect(parseRule(value, 'eventType')).toMatchObject({ ok: false, faults: [{ field, code }] });
  });

  it('is not a constant for an external id', () => {
    expect(parseRule({ from: 'const', value: 'x' }, 'externalId', { allowConst: false }).ok).toBe(false);
  });
});
