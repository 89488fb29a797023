import { DAY_MS } from '../partitions.js';
import { beginTestProcess, openTestDatabase, TEST_DESTINATION, TEST_PROJECT } from '../testing/index.js';
import { StatisticsSweep } from './statistics-sweep.js';
import { StatisticsTally } from './statistics-tally.js';

const NOW = Date.now();

it('statistics go as their buckets grow useless: minutes after days, the rest with the history', async () => {
  const database = await openTestDatabase();
  const relay = await beginTestProcess(database);
  await database.pool.query(`insert into project (id, slug, name) values ($1, 'p', 'P') on conflict do nothing`, [TEST_PROJECT]);
  const tally = new StatisticsTally({
    pool: database.pool,
    epoch: relay.epoch,
    clock: { now: () => NOW },
    onError: (error) => fail(error),
  });
  for (const days of [0, 1, 3, 8, 29, 32]) {
    const at = NOW - days * DAY_MS;
    tally.request('accepted', TEST_PROJECT, at);
    tally.outcome(
      {
        ...{ deliveryId: TEST_DESTINATION, projectId: TEST_PROJECT, destinationId: TEST_DESTINATION, subscriptionId: TEST_DESTINATION },
        attempt: {
          ...{ number: 1, startedAtMs: at, durationMs: 0, outcome: 'failed', reason: 'gone' },
          exchange: { request: null, response: null, error: null },
        },
        next: { status: 'failed', reason: 'gone' },
      },
      true,
    );
  }
  await tally.flush();
  const kept = async (table: string): Promise<unknown> => {
    const { rows } = await database.pool.query<{ step: number; count: number }>(
      `select step, count(*)::int as count from ${table} group by step order by step`,
    );
    return rows.map(({ step, count }) => [step, count]);
  };
  const sweep = (nowMs: number): Promise<number> =>
    new StatisticsSweep(database.pool, { retentionDays: 30, clock: { now: () => nowMs } }).run();
  const everything = [1, 5, 60, 1_440].map((step) => [step, 6]);
  expect(await kept('statistics_bucket')).toEqual(everything);
  // A clock that runs ahead of the database's removes nothing more than that one would.
  expect(await sweep(NOW + 365 * DAY_MS)).toBe(2 * (4 + 3 + 1 + 1));
  for (const table of ['statistics_bucket', 'failing_destination'])
    expect(await kept(table)).toEqual([
      [1, 2],
      [5, 3],
      [60, 5],
      [1_440, 5],
    ]);
  expect(await sweep(NOW)).toBe(0);
  await relay.epoch.end();
  await database.close();
});

function fail(error: unknown): never {
  throw error;
}
