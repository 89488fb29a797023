import { JsonBody } from '../json-body.js';
import { compileFilter } from './filter.compiler.js';
import { FilterInput } from './filter-input.js';
import { BODY_CASES } from '../testing/filter-body-cases.js';
import { REQUEST_CASES } from '../testing/filter-request-cases.js';

interface Request {
  readonly body?: string;
  readonly headers?: readonly string[];
  readonly query?: string;
  readonly path?: string;
}

function stoppedBy(filter: unknown, { body = '{}', headers = [], query = '', path = '' }: Request): string | null {
  const compiled = compileFilter(filter);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return compiled.filter.stoppedBy(new FilterInput({ headers, query, path, json: new JsonBody(Buffer.from(body)) }));
}

function faultsOf(filter: unknown): readonly string[] {
  const compiled = compileFilter(filter);
  return compiled.ok ? [] : compiled.faults.map(({ field }) => field);
}

describe('a filter', () => {
  it('is proven by a table of at least 150 cases', () => {
    expect(BODY_CASES.length + REQUEST_CASES.length).toBeGreaterThanOrEqual(150);
  });

  it.each(BODY_CASES.map(([schema, body, passes]) => [JSON.stringify(schema), JSON.stringify(body), passes, schema, body] as const))(
    '%s for the body %s: %s',
    (_schema, _body, passes, schema, body) => {
      const request = { body: JSON.stringify(body) };
      expect(stoppedBy({ body: schema }, request) === null).toBe(passes);
      // Whatever a condition says, its negation says the contrary.
      expect(stoppedBy({ body: { $not: schema } }, request) === null).toBe(!passes);
    },
  );

  it.each(
    REQUEST_CASES.map(([filter, request, passes]) => [JSON.stringify(filter), JSON.stringify(request), passes, filter, request] as const),
  )('%s for the request %s: %s', (_filter, _request, passes, filter, request) => {
    expect(stoppedBy(filter, request) === null).toBe(passes);
  });

  it.each<[unknown, string, string]>([
    [{ body: { amount: { $gt: 100 } } }, '{"amount":1}', 'body.amount.$gt: 100'],
    [{ body: { type: 'order.created', a: 1 } }, '{"a":1}', 'body.type: "order.created"'],
    [{ body: { a: { $or: [1, { $gt: 5 }] } } }, '{"a":2}', 'body.a.$or: [1,{"$gt":5}]'],
    [{ body: { a: { $and: [{ $gt: 1 }, { $lt: 5 }] } } }, '{"a":7}', 'body.a.$and.1.$lt: 5'],
    [{ body: { $not: { a: 1 } } }, '{"a":1}', 'body.$not: {"a":1}'],
    [{ body: { items: { sku: 'x' } } }, '{"items":[{"sku":"y"}]}', 'body.items: {"sku":"x"}'],
    [{ body: { a: { $neq: { $ref: 'b' } } } }, '{"a":1,"b":1}', 'body.a.$neq: {"$ref":"b"}'],
    [{ body: { a: 1 } }, 'a=1', 'body: it is not JSON'],
    [{ body: { $not: { a: 1 } } }, '', 'body: it is not JSON'],
    [{ body: { a: 1 }, path: '/x' }, 'a=1', 'path: "/x"'],
  ])('%j names the clause that stops %s', (filter, body, clause) => {
    expect(stoppedBy(filter, { body })).toBe(clause);
  });

  it('keeps its clause short, between characters', () => {
    const clause = stoppedBy({ body: { $eq: 'ü'.repeat(1_000) } }, {}) ?? '';
    expect(Buffer.byteLength(clause)).toBeLessThanOrEqual(256);
    expect(clause).toMatch(/^body\.\$eq: "ü+…$/);
  });

  it.each<[unknown, string[]]>([
    ['body', ['filter']],
    [[], ['filter']],
    [null, ['filter']],
    [{ type: 'x' }, ['filter.type']],
    [{ body: { amount: { $gt: 'x', $gte: [1] } } }, ['filter.body.amount.$gte']],
    [{ body: { amount: { $gt: null } } }, ['filter.body.amount.$gt']],
    [{ body: { amount: { $gt: { a: 1 } } } }, ['filter.body.amount.$gt']],
    [{ body: { a: { $startsWith: 1 } } }, ['filter.body.a.$startsWith']],
    [{ body: { a: { $endsWith: ['x', 1] } } }, ['filter.body.a.$endsWith']],
    [{ body: { a: { $in: {} } } }, ['filter.body.a.$in']],
    [{ body: { a: { $in: [] } } }, ['filter.body.a.$in']],
    [{ body: { a: { $nin: [{}] } } }, ['filter.body.a.$nin']],
    [{ body: { a: { $exist: 'yes' } } }, ['filter.body.a.$exist']],
    [{ body: { a: { $regex: '(a+)+' } } }, ['filter.body.a.$regex']],
    [{ body: { $where: 'x' }, headers: { $foo: 1 } }, ['filter.headers.$foo', 'filter.body.$where']],
    [{ body: { $or: { a: 1 } } }, ['filter.body.$or']],
    [{ body: { $or: [] } }, ['filter.body.$or']],
    [{ body: { $and: [{ a: 1 }, { b: { $gt: true } }] } }, ['filter.body.$and.1.b.$gt']],
    [{ body: { $not: { a: { $ge: 1 } } } }, ['filter.body.$not.a.$ge']],
    [{ body: { a: {} } }, ['filter.body.a']],
    [{ body: { a: [{}] } }, ['filter.body.a.0']],
    [{ body: { a: { $ref: 1 } } }, ['filter.body.a.$ref']],
    [{ body: { a: { $ref: '' } } }, ['filter.body.a.$ref']],
    [{ body: { a: { $ref: 'b[x]' } } }, ['filter.body.a.$ref']],
    [{ body: { a: { $ref: 'b[$index]c' } } }, ['filter.body.a.$ref']],
    [{ body: { a: { $eq: { $ref: 'b', c: 1 } } } }, ['filter.body.a.$eq']],
    [{ body: { a: { $eq: { $ref: 'b..c' } } } }, ['filter.body.a.$eq.$ref']],
    [{ body: { id: 2 ** 60 } }, ['filter.body.id']],
    [{ body: { id: Number.POSITIVE_INFINITY } }, ['filter.body.id']],
  ])('%j is refused at %j', (filter, fields) => {
    expect(faultsOf(filter)).toEqual(fields);
  });

  it('is bounded in depth, values and characters', () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
    expect(faultsOf({ body: deep(19) })).toEqual([]);
    expect(faultsOf({ body: deep(20) })).toHaveLength(1);
    const deepest = JSON.parse(`{"body":${'['.repeat(100_000)}${']'.repeat(100_000)}}`) as unknown;
    expect(faultsOf(deepest)).toHaveLength(1);
    expect(faultsOf({ body: { a: { $in: Array.from({ length: 600 }, (_, n) => n) } } })).toEqual(['filter']);
    expect(faultsOf({ body: { a: 'x'.repeat(20_000) } })).toEqual(['filter']);
  });

  it('parses the body only for a section that asks, and once for all', () => {
    let reads = 0;
    const json = new JsonBody(Buffer.from('{"a":1}'));
    const counting = { read: () => (reads++, json.read()) } as JsonBody;
    const input = new FilterInput({ headers: ['x-a', '1'], query: '', path: '', json: counting });
    const compiled = compileFilter({ headers: { 'x-a': '2' }, body: { a: 1 } });
    expect(compiled.ok && compiled.filter.stoppedBy(input)).toBe('headers.x-a: "2"');
    expect(reads).toBe(0);
    expect(json.read()).toBe(json.read());
  });

  describe('G6 isolation: a body made to cost time', () => {
    const clause = 'body: it takes too many comparisons, or lists nested too deep';

    it.each<[string, unknown, string]>([
      ['a long list and many wishes', { tags: Array.from({ length: 300 }, (_, n) => `x${n}`) }, `{"tags":[${'"y",'.repeat(500_000)}"y"]}`],
      ['lists nested without end', { a: 1 }, `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
      ['objects in lists nested without end', { a: { b: 1 } }, `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
      ['a reference to a deep value', { a: { $eq: { $ref: 'b' } } }, `{"a":${nested(200_000)},"b":${nested(200_000)}}`],
      ['a text looked for in a text', { a: { $in: { $ref: 'b' } } }, `{"a":"${'a'.repeat(2_000_000)}","b":"${'a'.repeat(1_000_000)}b"}`],
    ])('is stopped: %s', (_name, schema, body) => {
      const started = performance.now();
      expect(stoppedBy({ body: schema }, { body })).toBe(clause);
      expect(stoppedBy({ body: { $not: schema } }, { body })).toBe(clause);
      expect(performance.now() - started).toBeLessThan(2_000);
    });

    it('is stopped, however many subscriptions want it', () => {
      const input = new FilterInput({
        ...{ headers: [], query: '', path: '' },
        json: new JsonBody(Buffer.from(`{"tags":[${'"y",'.repeat(100_000)}"y"]}`)),
      });
      const compiled = compileFilter({ body: { tags: 'x' } });
      if (!compiled.ok) throw new Error('it does not compile');
      const clauses = Array.from({ length: 1_000 }, () => compiled.filter.stoppedBy(input));
      expect(clauses[0]).toBe('body.tags: "x"');
      expect(clauses.filter((one) => one === clause).length).toBeGreaterThan(980);
    });

    function nested(depth: number): string {
      return `${'{"n":'.repeat(depth)}1${'}'.repeat(depth)}`;
    }
  });
});
