import { createHash } from 'node:crypto';
import type { Rule } from '@posthorn/contracts';
import { createExtractor, type Extracted, type ExtractionRules } from './extract.js';
import { compileFilter } from './filter/filter.compiler.js';
import { FilterInput } from './filter/filter-input.js';
import { RuleContext, type RuleRequest } from './rule.reader.js';

const NO_RULES: ExtractionRules = { eventType: null, externalId: null, occurredAt: null };
const body = (path: string): Rule => ({ from: 'body', path });

function extract(rules: Partial<ExtractionRules>, content: string | Buffer, rest: Partial<RuleRequest> = {}): Extracted {
  return createExtractor({ ...NO_RULES, ...rules })(
    new RuleContext({ headers: [], query: '', body: Buffer.from(content), contentType: null, ...rest }),
  );
}

describe('extraction', () => {
  it('reads the Pet Store seed', () => {
    const seed = '{"event":"payment.success","orderId":"1312312","amount":738.05,"currency":"USD","timestamp":"1758613403"}';
    const rules = { eventType: body('event'), externalId: body('orderId'), occurredAt: body('timestamp') };
    expect(extract(rules, seed)).toEqual({ type: 'payment.success', externalId: '1312312', occurredAtMs: 1_758_613_403_000, faults: [] });
  });

  it.each<[string, Rule, string, Partial<RuleRequest>, string]>([
    ['a path with indexes', body('data.items[1].id'), '{"data":{"items":[{},{"id":"x"}]}}', {}, 'x'],
    ['a list at the root', body('[0].id'), '[{"id":"x"}]', {}, 'x'],
    ['an integer', body('id'), '{"id":42}', {}, '42'],
    ['an integer beyond double precision', body('a.id'), '{"id":1,"a":{"id":12345678901234567890}}', {}, '12345678901234567890'],
    ['a fraction as written', body('id'), '{"id":738.050}', {}, '738.050'],
    ['a boolean', body('id'), '{"id":false}', {}, 'false'],
    ['an own key called constructor', body('constructor'), '{"constructor":"x"}', {}, 'x'],
    ['an own key called __proto__', body('__proto__.id'), '{"__proto__":{"id":"x"}}', {}, 'x'],
    ['a body with a byte order mark', body('id'), '\uFEFF{"id":"x"}', {}, 'x'],
    ['a header in any case', { from: 'header', name: 'X-Request-Id' }, '', { headers: ['x-REQUEST-id', 'x', 'X-Request-Id', 'y'] }, 'x'],
    ['the query', { from: 'query', name: 'id' }, '', { query: 'a=1&id=x%20y' }, 'x y'],
    ['a form', { from: 'form', path: 'data[id]' }, 'data%5Bid%5D=a+b', { contentType: 'application/x-www-form-urlencoded' }, 'a b'],
    ['a constant', { from: 'const', value: 'x' }, '', {}, 'x'],
  ])('reads %s', (_case, rule, content, rest, expected) => {
    expect(extract({ eventType: rule, externalId: rule }, content, rest)).toMatchObject({
      type: expected,
      externalId: expected,
      faults: [],
    });
  });

  it.each([
    ['no such key', '{}', 'not-found'],
    ['null', '{"id":null}', 'not-found'],
    ['an empty text', '{"id":""}', 'not-found'],
    ['an object', '{"id":{}}', 'not-a-scalar'],
    ['invalid JSON', '{"id":', 'invalid-json'],
    ['an empty body', '', 'invalid-json'],
    ['JSON that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'invalid-json'],
    ['a type too long', `{"id":"${'x'.repeat(257)}"}`, 'too-long'],
    ['a type with NUL', '{"id":"a\\u0000b"}', 'not-a-scalar'],
  ])('keeps an event with %s, says so, and calls it unknown', (_case, content, code) => {
    const { type, faults } = extract({ eventType: body('id') }, content);
    expect(type).toBe('unknown');
    expect(faults).toEqual([{ rule: 'eventType', code, message: expect.stringMatching(/\.$/) }]);
  });

  it.each(['constructor', '__proto__', 'toString.name', 'list.length', 'text.length'])('finds nothing inherited at %s', (path) => {
    const { type, faults } = extract({ eventType: body(path) }, '{"list":[1],"text":"x"}');
    expect([type, faults[0]?.code]).toEqual(['unknown', 'not-found']);
  });

  it('says once that the body is no JSON', () => {
    const rules = { eventType: body('type'), externalId: body('id'), occurredAt: body('at') };
    expect(extract(rules, 'oops').faults).toEqual([expect.objectContaining({ rule: 'eventType', code: 'invalid-json' })]);
  });

  it('keeps an id of 512 bytes and hashes what Postgres would not store', () => {
    const id = (text: string) => extract({ externalId: body('id') }, JSON.stringify({ id: text })).externalId;
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(id('ö'.repeat(256))).toBe('ö'.repeat(256));
    expect(id('x'.repeat(513))).toBe(sha256('x'.repeat(513)));
    expect(id('a\0b')).toBe(sha256('a\0b'));
    expect(id('\ud800')).not.toBe(id('\udfff'));
  });

  it.each([
    ['"2024-12-16T10:30:00Z"', Date.UTC(2024, 11, 16, 10, 30)],
    ['"2024-12-16T10:30:00.1234567+02:00"', Date.UTC(2024, 11, 16, 8, 30, 0, 123)],
    ['"2016-12-31T23:59:60Z"', Date.UTC(2017, 0, 1)],
    ['1758613403', 1_758_613_403_000],
    ['1758613403.5', 1_758_613_403_500],
    ['"1758613403.25"', 1_758_613_403_250],
    ['1758613403123', 1_758_613_403_123],
    ['"1758613403123"', 1_758_613_403_123],
    ['"2024-02-30T00:00:00Z"', null],
    ['"2024-12-16T10:30:00"', null],
    ['"yesterday"', null],
    ['-1', null],
    ['1e30', null],
    ['999999999999999', null],
  ])('reads the time %s as %s', (text, expected) => {
    const { occurredAtMs, faults } = extract({ occurredAt: body('at') }, `{"at":${text}}`);
    expect(occurredAtMs).toBe(expected);
    expect(faults.map((fault) => fault.code)).toEqual(expected === null ? ['invalid-time'] : []);
  });

  it('never throws for a body that is made to', () => {
    const deep = `{"x":${'['.repeat(200_000)}${']'.repeat(200_000)},"id":1.5}`;
    expect(() => extract({ eventType: body('id'), externalId: body('x[0]') }, deep)).not.toThrow();
    expect(extract({ eventType: body('[999999999]') }, `[${'1,'.repeat(100_000)}1]`).type).toBe('unknown');
  });

  it('parses a body once for all rules and filters', () => {
    const context = new RuleContext({ headers: [], query: '', body: Buffer.from('{"type":"x","id":1}'), contentType: null });
    createExtractor({ ...NO_RULES, eventType: body('type'), externalId: body('id') })(context);
    const read = context.json.read();
    const compiled = compileFilter({ body: { id: 1 } });
    const input = new FilterInput({ headers: [], query: '', path: '', json: context.json });
    expect(compiled.ok && compiled.filter.stoppedBy(input)).toBeNull();
    expect(input.section('body')).toBe(read);
  });
});
