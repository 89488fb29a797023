import { jest } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@posthorn/store/testing';
import pg from 'pg';
import { flood, percentile, type Flooded } from './testing/flood.js';
import { RelayProcess } from './testing/relay-process.js';
import { waitUntil } from './testing/wait-until.js';

/** More than can be answered within two seconds. */
const SENDERS = 300;
const FLOOD_MS = 5_000;
const TURN_MS = 2_000;

/** What a machine that is busy with something else measures says nothing of the relay; twice in a row it does. */
jest.retryTimes(1, { logErrorsBeforeRetry: true });

describe('far over what its Postgres can commit', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let relay: RelayProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    relay = await RelayProcess.start(database.url);
    await relay.create('sources', { name: 'flood', slug: 'flood', verification: { provider: 'none' } });
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await relay.end('SIGKILL');
    await database.drop();
  });

  const answered = ({ statuses }: Flooded): number[] => [...statuses.keys()].sort();
  const slow = (): Promise<unknown> =>
    client.query(`create or replace function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.01); return new; end $$;
      create or replace trigger slow before insert on event for each row execute function slow()`);

  it('G1: answers 200 within a second or 503 with Retry-After, keeps all that it answered 200, and is well again at once', async () => {
    await slow();
    const during = (ms: number): ReturnType<typeof flood> => {
      const until = performance.now() + ms;
      return flood(`${relay.url}/in/flood`, SENDERS, () => performance.now() < until);
    };
    // What is under way when the database turns slow, nobody could have known: the figures are of what follows.
    expect(answered(await during(TURN_MS))).toEqual([200, 503]);
    const measured = await during(FLOOD_MS);
    const { eventIds, acceptedMs, rude } = measured;
    expect(answered(measured)).toEqual([200, 503]);
    expect(rude).toBe(0);
    expect(percentile(acceptedMs, 0.99)).toBeLessThan(1_000);
    // It refuses what it cannot do, and goes on doing what it can.
    expect(eventIds.length).toBeGreaterThan((FLOOD_MS / 1_000) * 100);
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from event where id = any($1::uuid[])', [eventIds]);
    expect(rows[0]?.n).toBe(eventIds.length);

    await client.query('drop trigger slow on event');
    await waitUntil('an ordinary answer', async () => {
      const started = performance.now();
      const after = await fetch(`${relay.url}/in/flood`, { method: 'POST', body: '{}' });
      return after.status === 200 && performance.now() - started < 200;
    });
    let left = 100;
    const calm = await flood(`${relay.url}/in/flood`, 20, () => left-- > 0);
    expect(answered(calm)).toEqual([200]);
  }, 60_000);
});
