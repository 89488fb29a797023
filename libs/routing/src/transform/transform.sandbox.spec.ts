import { gzipSync } from 'node:zlib';
import { firstHeader, type StoredEvent, type TransformResult } from '@posthorn/contracts';
import { TransformSandbox } from './transform.sandbox.js';

const ID = '019b4132-70aa-764f-b315-e2803d880000';
const RECEIVED = Date.UTC(2026, 1, 3, 4, 5, 6, 789);

const EVENT: StoredEvent = {
  ...{ id: ID, projectId: ID, sourceId: ID, type: 'order.paid', externalId: 'x-1', receivedAtMs: RECEIVED, occurredAtMs: null },
  ...{ method: 'POST', path: '/eu', query: 'a=1', faults: [] },
  headers: ['Content-Type', 'application/json', 'X-One', 'a', 'x-one', 'b', 'Authorization', '[redacted]', 'Host', 'h'],
  body: Buffer.from('{"order":{"id":7,"total":12.5}}'),
};

const sandbox = new TransformSandbox();

function run(code: string, over: Partial<StoredEvent> = {}): Promise<TransformResult> {
  return sandbox.run({ code, event: { ...EVENT, ...over }, source: { id: ID, slug: 'shop' } });
}

async function sent(code: string, over: Partial<StoredEvent> = {}): Promise<string> {
  const result = await run(code, over);
  if (!result.ok) throw new Error(`${result.fault.message} (${result.fault.line}:${result.fault.column})`);
  return result.body.toString('utf8');
}

/** What one expression is inside, as JSON. */
const valueOf = (expression: string, over: Partial<StoredEvent> = {}): Promise<unknown> =>
  sent(`function transform(event) { return { body: [${expression}] }; }`, over).then((text) => (JSON.parse(text) as unknown[])[0]);

async function faultOf(code: string, over: Partial<StoredEvent> = {}) {
  const result = await run(code, over);
  if (result.ok) throw new Error(`it returned ${result.body.toString('utf8').slice(0, 100)}`);
  return result.fault;
}

describe('a transform', () => {
  it('gets the event and returns what is sent', async () => {
    expect(await valueOf('event')).toEqual({
      ...{ type: 'order.paid', externalId: 'x-1', method: 'POST', path: '/eu', query: 'a=1', occurredAt: null },
      ...{ receivedAt: '2026-02-03T04:05:06.789Z', contentType: 'application/json', bodyEncoding: 'json' },
      id: expect.stringMatching(/^evt_/),
      source: { id: expect.stringMatching(/^src_/), slug: 'shop' },
      headers: { 'content-type': 'application/json', 'x-one': 'a, b', authorization: '[redacted]', host: 'h' },
      body: { order: { id: 7, total: 12.5 } },
      rawBody: '{"order":{"id":7,"total":12.5}}',
    });
  });

  it('may be async', async () => {
    expect(await sent('const transform = async (event) => { await null; return { body: await Promise.resolve([1]) }; }')).toBe('[1]');
  });

  it.each<[string, string, string, string]>([
    ['an object is JSON', '{ a: 1 }', '{"a":1}', 'application/json'],
    ['a list is JSON', '[1, 2]', '[1,2]', 'application/json'],
    ['null is JSON', 'null', 'null', 'application/json'],
    ['a text is sent as it is', '"a=1&b"', 'a=1&b', 'application/json'],
  ])('of whose body %s', async (_name, body, bytes, type) => {
    const result = await run(`function transform() { return { body: ${body} }; }`);
    expect(result).toMatchObject({ ok: true, contentType: type });
    expect(result.ok && result.body.toString()).toBe(bytes);
  });

  it('gives JSON that is made from something else its content type, unless it names another', async () => {
    const form = { headers: ['content-type', 'text/csv'], body: Buffer.from('a;b') };
    const made = await run('function transform(e) { return { ...e, body: e.body.split(";") } }', form);
    expect(made).toMatchObject({ ok: true, contentType: 'application/json' });
    const named = await run('function transform(e) { return { body: {}, contentType: "application/vnd.x+json" } }', form);
    expect(named.ok && firstHeader(named.headers, 'content-type')).toBe('application/vnd.x+json');
    const header = await run('function transform(e) { e.headers["content-type"] = "text/x"; return e }', form);
    expect(header.ok && firstHeader(header.headers, 'content-type')).toBe('text/x');
  });

  it('adds, replaces and removes headers, and leaves the others as they came', async () => {
    const result = await run('function transform(e) { return { body: 1, headers: { ...e.headers, "X-New": 5, "x-one": null } } }');
    expect(result.ok && result.headers).toEqual([
      ...['Authorization', '[redacted]', 'Host', 'h'],
      ...['x-new', '5', 'content-type', 'application/json'],
    ]);
  });

  it.each([
    'host',
    'Authorization',
    'cookie',
    'posthorn-event-id',
    'webhook-signature',
    'x-forwarded-for',
    'content-length',
    'traceparent',
  ])('may not set the header %s', async (name) => {
    const { message } = await faultOf(`function transform() { return { body: 1, headers: { '${name}': 'mine' } } }`);
    expect(message).toBe(`A transform may not set the header ${name.toLowerCase()}.`);
  });

  it.each(['"a\\r\\nb: c"', '"\\u{1F600}"', '{}', '"[redacted]"', '"\\0"'])('may not give a header the value %s', async (value) => {
    const { message } = await faultOf(`function transform() { return { body: 1, headers: { 'x-a': ${value} } } }`);
    expect(message).toContain('The header x-a');
  });

  it('gets bytes that are no text as base64, and returns them unchanged', async () => {
    const body = Buffer.from([0xff, 0, 0xfe]);
    expect(await valueOf('[event.body, event.rawBody, event.bodyEncoding]', { body })).toEqual(['/wD+', '/wD+', 'base64']);
    const result = await run('function transform(event) { return event }', { body });
    expect(result.ok && result.body.equals(body)).toBe(true);
    expect((await faultOf('function transform(e) { return { ...e, body: "?" } }', { body })).message).toContain('not base64');
  });

  it('gets a compressed body unpacked, and what it returns goes out plain', async () => {
    const packed = { headers: ['content-encoding', 'gzip', 'content-md5', 'x'], body: gzipSync('{"a":1}') };
    const result = await run('function transform(event) { event.body.b = 2; return event }', packed);
    expect(result.ok && [result.body.toString(), result.headers]).toEqual(['{"a":1,"b":2}', ['content-type', 'application/json']]);
    const bomb = { headers: ['content-encoding', 'gzip'], body: gzipSync(Buffer.alloc(5_000_000)) };
    expect((await faultOf('function transform(event) { return event }', bomb)).message).toContain('larger than');
    expect((await faultOf('function transform(event) { return event }', { ...packed, body: EVENT.body })).message).toContain('is not gzip');
  });

  it('is the same on every attempt: time stands still and chance is drawn from the event', async () => {
    const code = `function transform() {
      return { body: [Date.now(), new Date(), Date(), new Date().constructor.now(), Math.random(), Math.random(), new Date(0).getTime()] }
    }`;
    const first = await sent(code);
    expect(JSON.parse(first)).toEqual([
      ...[RECEIVED, '2026-02-03T04:05:06.789Z', expect.any(String), RECEIVED, expect.any(Number), expect.any(Number), 0],
    ]);
    expect(await sent(code)).toBe(first);
    expect(await sent(code, { id: '019b4132-70aa-764f-b315-e2803d890000' })).not.toBe(first);
  });

  it('keeps nothing from run to run', async () => {
    const code = 'globalThis.n = (globalThis.n ?? 0) + 1; Array.prototype.x = n; function transform() { return { body: [n] } }';
    expect(await sent(code)).toBe('[1]');
    expect(await sent(code)).toBe('[1]');
    expect(await valueOf('[].x === undefined')).toBe(true);
  });

  it('keeps nothing of what its code holds on to either', async () => {
    const code = 'const seen = []; let n = 0; function transform(e) { seen.push(e.rawBody); return { body: [++n, seen.length] } }';
    for (let at = 0; at < 3; at++) expect(await sent(code)).toBe('[1,1]');
  });

  it('begins with the time, the chance and the console of its own event, where its code asks before it is called', async () => {
    const later = { receivedAtMs: RECEIVED + 1, id: '019b4132-70aa-764f-b315-e2803d890000' };
    const clock = 'const then = Date.now(); function transform() { return { body: [then] } }';
    expect([await sent(clock), await sent(clock, later), await sent(clock)]).toEqual([
      `[${RECEIVED}]`,
      `[${RECEIVED + 1}]`,
      `[${RECEIVED}]`,
    ]);
    const dates = 'const then = +new Date() - new Date(Date()); function transform() { return { body: [then] } }';
    expect([await sent(dates), await sent(dates)]).toEqual(['[789]', '[789]']);
    const chance = 'const drawn = Math.random(); function transform() { return { body: [drawn] } }';
    const [first, other, again] = [await sent(chance), await sent(chance, later), await sent(chance)];
    expect([again === first, other === first]).toEqual([true, false]);
    const logging = 'console.log("up"); function transform() { return { body: 1 } }';
    expect([(await run(logging)).logs, (await run(logging)).logs]).toEqual([['up'], ['up']]);
    const jobs =
      'let then; Promise.resolve().then(() => (then = Date.now())); async function transform() { await 0; return { body: [then] } }';
    expect([await sent(jobs), await sent(jobs, later)]).toEqual([`[${RECEIVED}]`, `[${RECEIVED + 1}]`]);
  });

  it('says where the code is wrong', async () => {
    expect(await sandbox.check('function transform(event) {\n  return event\n}')).toBeNull();
    expect(await sandbox.check('function transform(event) {\n  return }}\n')).toMatchObject({ line: 2, column: expect.any(Number) });
    expect((await sandbox.check('export default function (event) {}'))?.message).toContain('without import and export');
    expect((await sandbox.check('function transform() { return "\0" }'))?.message).toContain('NUL');
    expect((await sandbox.check('const x = 1'))?.message).toContain('defines no function transform');
    expect(await faultOf('function transform(e) {\n  return e.body.missing.x\n}')).toMatchObject({
      message: expect.stringContaining('TypeError'),
      line: 2,
    });
    expect((await faultOf('function transform() { throw "no such customer" }')).message).toBe('no such customer');
  });

  it('writes to the console within bounds', async () => {
    const { logs } = await run(
      'function transform() { for (let i = 0; i < 1e4; i++) console.log("n", i, { a: [i] }); return { body: 1 } }',
    );
    expect([logs.length, logs[1]]).toEqual([50, 'n 1 {"a":[1]}']);
    const long = await run('function transform() { console.log("x".repeat(1e6)); throw new Error("e") }');
    expect(long.logs[0]?.length).toBe(2_000);
  });
});

describe('a transform cannot get out:', () => {
  it.each<[string, string, unknown]>([
    [
      'no globals of Node',
      '[typeof process, typeof require, typeof fetch, typeof setTimeout, typeof Buffer, typeof WebAssembly]',
      Array(6).fill('undefined'),
    ],
    ['constructor chains end inside', 'this.constructor.constructor("return typeof process")()', 'undefined'],
    ['nor by the console', 'console.log.constructor("return typeof process")()', 'undefined'],
    ['nor by eval', '(0, eval)("typeof process + typeof globalThis.process")', 'undefinedundefined'],
    ['nor by a generator', 'Object.getPrototypeOf(function* () {}).constructor("yield typeof process")().next().value', 'undefined'],
    ['an error holds no frames of the host', 'new Error("x").stack.includes("/")', false],
  ])('%s', async (_name, expression, value) => {
    expect(await valueOf(expression)).toEqual(value);
  });

  it('import() finds nothing', async () => {
    expect((await faultOf('async function transform() { return { body: await import("node:fs") } }')).message).not.toBe('');
    expect((await faultOf('import fs from "node:fs"; function transform() {}')).message).toContain('without import');
  });

  it.each<[string, string, string]>([
    ['a loop', 'for (;;);', 'more than 250 ms'],
    ['a loop that catches', 'for (;;) try { for (;;); } catch {}', 'more than 250 ms'],
    ['a loop in finally', 'try { for (;;); } finally { for (;;); }', 'more than 250 ms'],
    ['a regular expression that backtracks', '/^(a+)+$/.test("a".repeat(50) + "b")', 'more than 250 ms'],
    ['a generator without end', 'for (const x of (function* () { for (;;) yield 1 })());', 'more than 250 ms'],
    ['a proxy that loops', 'return new Proxy({}, { get() { for (;;); } })', 'more than 250 ms'],
    ['a getter that loops', 'return { get body() { for (;;); } }', 'more than 250 ms'],
    ['a toJSON that loops', 'return { body: { toJSON() { for (;;); } } }', 'more than 250 ms'],
    ['a toString that loops', 'throw { get message() { for (;;); } }', 'cannot be shown'],
    ['recursion without end', '(function f() { f() })()', 'stack overflow'],
    ['toJSON without end', 'const f = () => ({ toJSON: () => JSON.stringify(f()) }); return { body: f() }', 'stack overflow'],
    ['a huge text', 'return { body: "x".repeat(1e9) }', 'out of memory'],
    ['a text that doubles', 'let s = "x"; for (;;) s += s;', 'InternalError: '],
    ['buffers without end', 'const a = []; for (;;) a.push(new Uint8Array(1e6))', 'out of memory'],
    ['small buffers without end', 'const a = []; for (;;) a.push(new Uint8Array(1e3))', 'out of memory'],
    ['buffers that are filled', 'const a = []; for (;;) a.push(new Float64Array(1e5).fill(1.5))', 'out of memory'],
    ['objects without end', 'const a = []; for (;;) a.push({})', 'out of memory'],
    ['all memory kept', 'globalThis.a = []; for (;;) a.push(new Uint8Array(1e5))', 'out of memory'],
    ['a big buffer', 'return { body: new Uint8Array(1e9) }', 'InternalError'],
    ['a circle', 'const a = {}; a.a = a; return { body: a }', 'circular'],
    ['a BigInt', 'return { body: 1n }', 'BigInt'],
    ['a symbol', 'return { body: Symbol("x") }', 'is symbol, which is no JSON'],
    ['a function', 'return { body: () => 1 }', 'is function, which is no JSON'],
    ['nothing', '', 'returned undefined'],
    ['null', 'return null', 'returned null'],
    ['a text', 'return "x"', 'returned string'],
    ['an object without a body', 'return {}', 'is undefined, which is no JSON'],
    ['headers that are a list', 'return { body: 1, headers: ["x-a"] }', 'no object'],
    ['a header without a name', 'return { body: 1, headers: { "": "x" } }', "no header's name"],
    ['a getter that throws', 'return { get headers() { throw new Error("boo") }, body: 1 }', 'boo'],
    ['too much', 'return { body: "x".repeat(1048577) }', 'at most 1048576'],
    ['a promise that never settles', 'return new Promise(() => {})', 'never settles'],
    ['a promise that rejects', 'return Promise.reject(new TypeError("no"))', 'TypeError: no'],
    ['jobs without end', 'return (async () => { for (;;) await null })()', 'more than 250 ms'],
    ['jobs that make jobs', 'const f = () => { Promise.resolve().then(f) }; f(); return new Promise(() => {})', 'more than 250 ms'],
    [
      'an error of which no JSON is to be made',
      'Object.prototype.toJSON = Array.prototype.toJSON = () => undefined; throw new Error("boo")',
      'Error: boo',
    ],
    [
      'an error of which another is to be made',
      'Array.prototype.toJSON = () => [{ toString: 1 }, 2]; throw new Error("boo")',
      'Error: boo',
    ],
    ['an error that lies', 'throw Object.assign(new Error("x".repeat(1e5)), { name: {}, stack: 7 })', 'xxx'],
  ])('%s is a fault', async (_name, body, message) => {
    expect((await faultOf(`function transform(event) { ${body} }`)).message).toContain(message);
    // And the next one does not feel it.
    expect(await sent('function transform() { return { body: "well" } }')).toBe('well');
  });

  it.each<[string, string]>([
    ['JSON', 'JSON.stringify = JSON.parse = () => { throw new Error("mine") }'],
    ['prototypes', 'Object.prototype.toJSON = Array.prototype.toJSON = String.prototype.toJSON = () => "mine"'],
    ['calls', 'Function.prototype.call = Function.prototype.apply = () => "mine"; String.prototype.slice = () => "mine"'],
    ['everything', 'for (const key of Object.getOwnPropertyNames(globalThis)) try { globalThis[key] = undefined } catch {}'],
    ['Object.prototype', 'Object.prototype.text = Object.prototype.fault = Object.prototype.head = "{}"'],
  ])('tampering with %s reaches nothing of ours', async (_name, code) => {
    const result = await run(`function transform(event) { ${code}; console?.log?.("x"); return { body: "well" } }`);
    expect(result.ok && result.body.toString()).toBe('well');
    expect({}).not.toHaveProperty('toJSON');
    expect(await valueOf('typeof {}.toJSON')).toBe('undefined');
  });

  it('a result that wants to pollute a prototype is text', async () => {
    const code = `function transform() { return JSON.parse('{"body":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"headers":{"__proto__":"x"}}') }`;
    expect(await sent(code)).toBe('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('odd values are what JSON makes of them', async () => {
    expect(await sent('function transform() { return { body: [NaN, Infinity, -0, 2 ** 53 + 2, undefined, "\\ud800"] } }')).toBe(
      '[null,null,0,9007199254740994,null,"\\ud800"]',
    );
    expect(await sent('function transform() { return { body: "a\\ud800b\\0" } }')).toBe('a\ufffdb\0');
    expect(await valueOf('event.body', { body: Buffer.from('a\0b') })).toBe('a\0b');
    const exact = { body: Buffer.from('{"n":12345678901234567890}') };
    expect(await sent('function transform(e) { return { body: e.rawBody } }', exact)).toBe('{"n":12345678901234567890}');
  });

  it.each(['[', '{"a":', '[['])('a body nested without end (%s) harms nobody', async (open) => {
    await run('function transform(e) { return { body: e.body } }', { body: Buffer.from(open.repeat(200_000)) });
    expect(await sent('function transform() { return { body: "well" } }')).toBe('well');
  });
});
