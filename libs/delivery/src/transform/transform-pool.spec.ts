import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { StoredEvent, TransformResult } from '@posthorn/contracts';
import { TransformPool, TransformUnavailableError } from './transform-pool.js';

const ID = '019b4132-70aa-764f-b315-e2803d880000';
const EVENT: StoredEvent = {
  ...{ id: ID, projectId: ID, sourceId: ID, type: 'a', externalId: null, receivedAtMs: 0, occurredAtMs: null },
  ...{ method: 'POST', path: '', query: '', headers: [], body: Buffer.from('{"n":1}'), faults: [] },
};
const WELL = 'function transform(event) { event.body.n++; return event }';
const LOOP = 'function transform() { for (;;); }';
/** Within a function of the engine's own, which never looks whether its time is over. */
const NATIVE_LOOP = 'function transform() { Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1) }';

describe('a pool of threads for transforms', () => {
  let pool: TransformPool;
  beforeEach(() => (pool = new TransformPool(2)));
  afterEach(() => pool.close());

  const run = (code: string, key = 'a', signal?: AbortSignal, projectId = ID): Promise<TransformResult> =>
    pool.run({ code, event: EVENT, source: { id: ID, slug: 's' } }, { projectId, key, ...(signal && { signal }) });
  const textOf = (result: TransformResult): string => (result.ok ? result.body.toString() : result.fault.message);

  it('runs code and checks it', async () => {
    const result = await run(WELL);
    expect([textOf(result), EVENT.body.toString()]).toEqual(['{"n":2}', '{"n":1}']);
    expect(await pool.check(ID, WELL)).toBeNull();
    expect(await pool.check(ID, 'function transform( {')).toMatchObject({ line: 1 });
  });

  it('ends a thread that its engine cannot interrupt, and goes on with another', async () => {
    expect(textOf(await run(WELL))).toBe('{"n":2}');
    const before = process.cpuUsage();
    const [ended, checked, behind] = await Promise.all([
      run(NATIVE_LOOP, 'loops'),
      pool.check(ID, `${NATIVE_LOOP}; transform()`),
      run(WELL, 'loops'),
    ]);
    const { user, system } = process.cpuUsage(before);
    expect(textOf(ended)).toContain('had to be ended');
    expect(checked?.message).toContain('had to be ended');
    // What was given to the thread behind it is run by another.
    expect(textOf(behind)).toBe('{"n":2}');
    // Two that may take 350 ms each and are looked at every 50, and new threads.
    expect((user + system) / 1_000).toBeLessThan(2_500);
  });

  it('ends what fills memory again and again within built-in functions, at about its limit', async () => {
    expect(textOf(await run(WELL))).toBe('{"n":2}');
    const before = process.cpuUsage();
    const message = textOf(await run('function transform() { const a = new Uint8Array(8e6); for (;;) a.fill(1) }'));
    const { user, system } = process.cpuUsage(before);
    expect(message).toContain('more than 250 ms');
    expect((user + system) / 1_000).toBeLessThan(1_200);
  });

  it('gives a thread several runs of one subscription, and answers each with its own', async () => {
    const code = 'function transform(event) { return { body: [event.body, typeof globalThis.seen, (globalThis.seen = 1)] } }';
    const all = Array.from({ length: 50 }, async (_, n) => {
      const event = { ...EVENT, body: Buffer.from(String(n)) };
      return textOf(await pool.run({ code, event, source: { id: ID, slug: 's' } }, { projectId: ID, key: 'a' }));
    });
    expect(await Promise.all(all)).toEqual(Array.from({ length: 50 }, (_, n) => `[${n},"undefined",1]`));
  });

  it('G6 isolation: transforms that loop delay no other subscription, even where one of them alone would fill every thread', async () => {
    await Promise.all([run(WELL, 'warm'), run(WELL, 'up')]);
    const loops = Array.from({ length: 6 }, () => run(LOOP, 'loops'));
    let ended = 0;
    for (const loop of loops)
      loop.then(
        () => ended++,
        () => undefined,
      );
    for (let i = 0; i < 10; i++) expect(textOf(await run(WELL, 'well'))).toBe('{"n":2}');
    // One at a time, each for a quarter of a second: nearly all of them are still waiting.
    expect(ended).toBeLessThan(4);
    pool.close();
    await Promise.allSettled(loops);
  });

  it('gives up what waits when its attempt is over, and leaves the rest in its place', async () => {
    const [first, abort] = [run(LOOP), new AbortController()];
    const given = run(WELL, 'a', abort.signal);
    const next = run(WELL);
    abort.abort(new Error('over'));
    await expect(given).rejects.toThrow('over');
    expect(textOf(await next)).toBe('{"n":2}');
    expect((await first).ok).toBe(false);
    await expect(run(WELL, 'a', abort.signal)).rejects.toThrow('over');
  });

  it('rejects what waits and what runs when it is closed', async () => {
    const all = [run(LOOP, 'a'), run(LOOP, 'b'), run(WELL, 'c')].map((one) => one.catch((error: unknown) => error));
    pool.close();
    for (const error of await Promise.all(all)) expect(error).toBeInstanceOf(TransformUnavailableError);
    await expect(run(WELL)).rejects.toThrow(TransformUnavailableError);
  });

  it('gives the same bytes wherever the machine stands', () => {
    const built = pathToFileURL(join(import.meta.dirname, '../../dist/transform/transform-pool.js')).href;
    const code =
      'function transform() { return { body: [new Date(2026, 6, 1), new Date(0).getHours(), new Date(0).getTimezoneOffset()] } }';
    const script = `(async () => {
      const { TransformPool } = await import(${JSON.stringify(built)});
      const pool = new TransformPool();
      const event = ${JSON.stringify({ ...EVENT, body: '' })};
      const result = await pool.run({ code: ${JSON.stringify(code)}, event: { ...event, body: Buffer.from('{}') }, source: { id: event.id, slug: 's' } });
      process.stdout.write(result.body);
      pool.close();
    })()`;
    const options = { env: { TZ: 'Asia/Tokyo' }, encoding: 'utf8' } as const;
    expect(execFileSync(process.execPath, ['-e', script], options)).toBe('["2026-07-01T00:00:00.000Z",0,0]');
  });
});
