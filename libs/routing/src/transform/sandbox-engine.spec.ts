import { SandboxEngine } from './sandbox-engine.js';

const hooks = { shouldStop: () => false, log: () => undefined };
const setting = (code: string) => ({ code, nowMs: 0, seed: 0, extraMemoryBytes: 0 });
const SECRET = 'sk_live_0123456789';
const CODE = 'function transform() {}';

/** All that is in the memory of an engine that begins a run of this code. */
function memoryOf(engine: SandboxEngine, code = ''): Buffer {
  engine.begin(setting(code), hooks);
  return Buffer.from(engine.memory.buffer.slice(0));
}

function evaluate(engine: SandboxEngine, code: string): void {
  engine.begin(setting(''), hooks);
  engine.context.evalCode(code);
}

describe('an engine for transforms', () => {
  it.each<[string, string]>([
    ['a text', `globalThis.kept = ${JSON.stringify(SECRET)}.repeat(1000)`],
    ['memory that was given back', `for (let i = 0; i < 50; i++) new Uint8Array(2e5).fill(i + 1)`],
    ['all memory', `globalThis.a = []; for (;;) a.push(new Uint8Array(1e5).fill(7))`],
    ['a deep stack', `(function f(a) { f(${JSON.stringify(SECRET)} + a) })('')`],
    ['a deep stack of the engine itself', `JSON.parse('['.repeat(1e3))`],
  ])('begins a run with the very same memory after %s', async (_name, code) => {
    const engine = await SandboxEngine.start();
    const before = memoryOf(engine);
    evaluate(engine, code);
    expect(engine.memory.buffer.byteLength).toBe(before.length);
    const used = Buffer.from(engine.memory.buffer.slice(0));
    const after = memoryOf(engine);
    expect([used.equals(before), after.equals(before), after.includes(SECRET)]).toEqual([false, true, false]);
  });

  it('and with the very same memory behind code that it knows', async () => {
    const engine = await SandboxEngine.start();
    engine.begin(setting(CODE), hooks);
    engine.keep(CODE, engine.context.unwrapResult(engine.context.evalCode(`${CODE}; transform`)));
    const before = memoryOf(engine, CODE);
    evaluate(engine, `globalThis.kept = ${JSON.stringify(SECRET)}.repeat(1000)`);
    expect(memoryOf(engine, CODE).equals(before)).toBe(true);
    expect(memoryOf(engine).equals(before)).toBe(false);
  });

  it('forgets the code that was used longest ago, and never keeps more than its bound', async () => {
    const engine = await SandboxEngine.start();
    const codeOf = (at: number): string => `function transform() { return ${at} }`;
    for (let at = 0; at < 150; at++) {
      engine.begin(setting(codeOf(at)), hooks);
      engine.keep(codeOf(at), engine.context.unwrapResult(engine.context.evalCode(`${codeOf(at)}; transform`)));
      expect(engine.begin(setting(codeOf(0)), hooks)).not.toBeNull();
    }
    expect(engine.begin(setting(codeOf(1)), hooks)).toBeNull();
    expect(engine.begin(setting(codeOf(149)), hooks)).not.toBeNull();
    expect(engine.keptBytes).toBeLessThan(16 * 1024 * 1024 + 1);
    expect(engine.keptBytes).toBeGreaterThan(8 * 1024 * 1024);
  });
});
