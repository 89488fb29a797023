import { readFileSync } from 'node:fs';
import { createTestDatabase, type TestDatabase } from '@posthorn/store/testing';
import { RelayProcess } from '../testing/relay-process.js';
import { waitUntil } from '../testing/wait-until.js';

describe('two workers on one port', () => {
  let database: TestDatabase;
  let relay: RelayProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    relay = await RelayProcess.start(database.url, { POSTHORN_WORKERS: '2' });
  }, 60_000);
  afterAll(async () => {
    expect(await relay.end('SIGTERM')).toBe(0);
    await database.drop();
  });

  const workers = (): number[] =>
    readFileSync(`/proc/${relay.pid}/task/${relay.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  /** A connection of its own each time, so that the workers take turns. */
  const send = async (slug: string): Promise<number> =>
    (await fetch(`${relay.url}/in/${slug}`, { method: 'POST', body: '{}', headers: { connection: 'close' } })).status;

  it('a source that was answered 201 takes webhooks on every worker at once', async () => {
    for (let n = 0; n < 10; n++) {
      await relay.create('sources', { name: `s${n}`, slug: `s${n}`, verification: { provider: 'none' } });
      expect([await send(`s${n}`), await send(`s${n}`), await send(`s${n}`)]).toEqual([200, 200, 200]);
    }
  });

  it('a worker that is killed is replaced, and requests are answered meanwhile', async () => {
    const [victim, ...rest] = workers();
    if (!victim) throw new Error('there are no workers');
    process.kill(victim, 'SIGKILL');
    await waitUntil('a replacement', () => workers().some((pid) => pid !== victim && !rest.includes(pid)) || null);
    expect(await send('s0')).toBe(200);
  });

  it('a worker that is frozen is replaced before a change is answered, so that none answers by the old one', async () => {
    const [victim] = workers();
    if (!victim) throw new Error('there are no workers');
    process.kill(victim, 'SIGSTOP');
    // Side by side, so that one of them is the living worker's to answer.
    const slug = await Promise.any(
      ['thaw0', 'thaw1', 'thaw2'].map(async (name) => {
        await relay.create('sources', { name, slug: name, verification: { provider: 'none' } });
        return name;
      }),
    );
    expect(workers()).not.toContain(victim);
    expect([await send(slug), await send(slug), await send(slug)]).toEqual([200, 200, 200]);
    await waitUntil('two workers', () => workers().length === 2 || null);
  }, 30_000);
});
