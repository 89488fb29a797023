import type { AttemptOutcome, Uuid } from '@posthorn/contracts';
import type { Pool, QueryConfig } from 'pg';
import type { NextStep, Outcome } from '../deliveries/outcome.js';
import { OutcomeWriter } from '../deliveries/outcome-writer.js';
import { deliveryIdOf, firstIdAt } from '../events/event-id.js';
import { ADD_STATISTICS } from '../sql/statistics.sql.js';
import {
  beginTestProcess,
  openTestDatabase,
  storeDelivery,
  TEST_DESTINATION,
  TEST_PROJECT,
  TEST_SUBSCRIPTION,
  type TestDatabaseHandle,
  type TestProcess,
} from '../testing/index.js';
import { statisticsValues } from './statistics-batch.js';
import { noCounts } from './statistics-columns.js';
import { latencyPercentile } from './latency-histogram.js';
import { StatisticsReader } from './statistics-reader.js';
import { bucketAt, MINUTE_MS, STATISTICS_STEPS, type StatisticsSegment, type StatisticsStep } from './statistics-steps.js';
import { StatisticsTally } from './statistics-tally.js';

const NOON = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 43_200_000;
const OTHER_PROJECT = '019b4132-0000-7000-8000-0000000000b1';
const OTHER_DESTINATION = '019b4132-0000-7000-8000-0000000000b3';
const RETRY: NextStep = { status: 'scheduled', delayMs: 1_000, slot: 1, attempts: 1 };

describe('statistics', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;
  let reader: StatisticsReader;
  let tally: StatisticsTally;
  const faults: unknown[] = [];

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
    reader = new StatisticsReader(database.pool);
    tally = tallyOf(relay);
    faults.length = 0;
  });
  afterEach(async () => {
    await relay.epoch.end();
    await database.close();
    expect(faults).toEqual([]);
  });

  function tallyOf({ epoch }: TestProcess, pool = database.pool): StatisticsTally {
    return new StatisticsTally({ pool, epoch, clock: { now: () => NOON }, onError: (error) => faults.push(error) });
  }

  function outcomeOf(next: NextStep, over: { tookMs?: number; reason?: string; outcome?: AttemptOutcome; replay?: boolean } = {}): Outcome {
    const { tookMs = 100, reason = null, outcome = 'retry', replay = false } = over;
    const acceptedAtMs = NOON + 1_000;
    return {
      deliveryId: deliveryIdOf(firstIdAt(acceptedAtMs), replay ? 32_768 : 1),
      ...{ projectId: TEST_PROJECT, destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION, next },
      attempt: {
        ...{ number: 1, startedAtMs: acceptedAtMs, durationMs: tookMs, outcome, reason },
        exchange: { request: null, response: null, error: null },
      },
    };
  }

  const all = (step: StatisticsStep): StatisticsSegment => ({ step, fromMs: bucketAt(NOON - 3_600_000, step), toMs: NOON + 86_400_000 });

  it('count every kind of request and outcome in buckets of every length, by when it happened', async () => {
    tally.request('accepted', TEST_PROJECT, NOON);
    tally.request('accepted', TEST_PROJECT, NOON + MINUTE_MS);
    for (const what of ['duplicates', 'refused', 'refused', 'handshakes'] as const) tally.request(what, TEST_PROJECT, NOON);
    tally.request('accepted', OTHER_PROJECT, NOON);
    tally.outcome(outcomeOf({ status: 'delivered' }), true);
    tally.outcome(outcomeOf({ status: 'delivered' }, { tookMs: 9_000 }), true);
    tally.outcome(outcomeOf({ status: 'failed', reason: 'exhausted' }, { reason: 'status-500' }), true);
    tally.outcome(outcomeOf(RETRY, { reason: 'status-503' }), true);
    tally.outcome({ ...outcomeOf({ status: 'failed', reason: 'destination-disabled' }), attempt: null }, true);
    tally.outcome({ ...outcomeOf({ status: 'cancelled', reason: 'destination-deleted' }), attempt: null }, true);
    await tally.flush();
    const first = { accepted: 1, duplicates: 1, refused: 2, handshakes: 1, delivered: 2, failed: 2, attempts: 4, retries: 1 };
    expect((await reader.buckets(TEST_PROJECT, all(1))).map(({ atMs, counts }) => [atMs, counts])).toEqual([
      [NOON, first],
      [NOON + MINUTE_MS, { ...noCounts(), accepted: 1 }],
    ]);
    for (const step of [5, 60, 1_440] as const) {
      const buckets = await reader.buckets(TEST_PROJECT, all(step));
      expect(buckets.map(({ atMs, counts }) => [atMs, counts])).toEqual([[bucketAt(NOON, step), { ...first, accepted: 2 }]]);
      const [{ latency } = { latency: [] }] = buckets;
      expect(Math.abs((latencyPercentile(latency, 0.5) ?? 0) / 100 - 1)).toBeLessThan(0.1);
      expect(Math.abs((latencyPercentile(latency, 0.99) ?? 0) / 9_000 - 1)).toBeLessThan(0.1);
    }
    expect(await reader.buckets(OTHER_PROJECT, all(60))).toMatchObject([{ counts: { accepted: 1, attempts: 0 }, latency: [] }]);
  });

  it('do not take a replay for a slow delivery, nor for one of its event', async () => {
    tally.outcome(outcomeOf({ status: 'delivered' }, { tookMs: 900_000, replay: true }), true);
    await tally.flush();
    expect(await reader.buckets(TEST_PROJECT, all(1_440))).toMatchObject([{ counts: { delivered: 1, attempts: 1 }, latency: [] }]);
  });

  it('count of an outcome that came too late only the attempt', async () => {
    tally.outcome(outcomeOf({ status: 'failed', reason: 'exhausted' }), false);
    await tally.flush();
    expect(await reader.buckets(TEST_PROJECT, all(1))).toMatchObject([{ counts: { attempts: 1, failed: 0 } }]);
    expect(await reader.topFailing(TEST_PROJECT, all(1), 10)).toEqual([]);
  });

  it('name the destinations that fail most, with the latest reason, and blame none for a shutdown of ours', async () => {
    const other = { destinationId: OTHER_DESTINATION };
    tally.outcome(outcomeOf(RETRY, { reason: 'status-500' }), true);
    tally.outcome(outcomeOf({ status: 'failed', reason: 'exhausted' }, { reason: 'timeout' }), true);
    for (let n = 0; n < 2; n++) tally.outcome({ ...outcomeOf({ status: 'failed', reason: 'gone' }, { reason: 'gone' }), ...other }, true);
    tally.outcome({ ...outcomeOf({ status: 'failed', reason: 'x\0y' }), ...other, attempt: null }, true);
    tally.outcome({ ...outcomeOf(RETRY, { reason: 'shutdown' }), destinationId: TEST_SUBSCRIPTION }, true);
    await tally.flush();
    const expected = [
      { ...other, failed: 3, retried: 0, lastReason: 'xy' },
      { destinationId: TEST_DESTINATION, failed: 1, retried: 1, lastReason: 'timeout' },
    ];
    for (const step of STATISTICS_STEPS) expect(await reader.topFailing(TEST_PROJECT, all(step), 10)).toEqual(expected);
    expect(await reader.topFailing(TEST_PROJECT, all(1), 1)).toHaveLength(1);
    expect(await reader.topFailing(OTHER_PROJECT, all(1), 10)).toEqual([]);
  });

  it('add up over batches and processes', async () => {
    const other = await beginTestProcess(database);
    const tallies = [tally, tallyOf(other)];
    for (let round = 0; round < 5; round++) {
      for (const one of tallies) {
        one.request('accepted', TEST_PROJECT, NOON);
        one.outcome(outcomeOf({ status: 'delivered' }, { tookMs: 10 ** round }), true);
        one.outcome(outcomeOf({ status: 'failed', reason: 'r' }), true);
      }
      await Promise.all(tallies.map((one) => one.flush()));
    }
    const buckets = await reader.buckets(TEST_PROJECT, all(1_440));
    expect(buckets).toMatchObject([{ counts: { accepted: 10, delivered: 10, failed: 10 } }]);
    expect(buckets[0]?.latency.reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(await reader.topFailing(TEST_PROJECT, all(1), 10)).toMatchObject([{ failed: 10 }]);
    await other.epoch.end();
  });

  it('count a statement once that was repeated, also after its successor', async () => {
    const minutes = [{ projectId: TEST_PROJECT, atMs: NOON, counts: { ...noCounts(), accepted: 3 }, latency: [1] }];
    const failure = { projectId: TEST_PROJECT, destinationId: TEST_DESTINATION, atMs: NOON, failed: 2, retried: 0, lastReason: null };
    const batchOf = (id: Uuid): unknown[] => statisticsValues({ id, epoch: relay.epoch.current, minutes, failures: [failure] });
    const [earlier, later] = [batchOf(relay.epoch.ids.id()), batchOf(relay.epoch.ids.id())];
    for (const values of [earlier, earlier, later, earlier, later]) await database.pool.query({ ...ADD_STATISTICS, values });
    expect(await reader.buckets(TEST_PROJECT, all(60))).toMatchObject([{ counts: { accepted: 6 }, latency: [2] }]);
    expect(await reader.topFailing(TEST_PROJECT, all(60), 10)).toMatchObject([{ failed: 4 }]);
  });

  it('lose nothing while the database is away', async () => {
    let calls = 0;
    const query = (statement: QueryConfig): Promise<unknown> =>
      calls++ === 0 ? Promise.reject(new Error('Connection terminated unexpectedly')) : database.pool.query(statement);
    const patient = tallyOf(relay, { query } as unknown as Pool);
    patient.request('accepted', TEST_PROJECT, NOON);
    await patient.flush();
    expect(calls).toBe(2);
    expect(await reader.buckets(TEST_PROJECT, all(1))).toMatchObject([{ counts: { accepted: 1 } }]);
  });

  it('bound what memory holds, and say so once', async () => {
    for (let n = 0; n < 5_010; n++) tally.request('accepted', TEST_PROJECT, NOON + n * MINUTE_MS);
    expect(faults.splice(0).map(String)).toEqual(['Error: statistics of too many minutes wait to be written: some are lost']);
    await tally.flush();
    const days = await reader.buckets(TEST_PROJECT, { step: 1_440, fromMs: NOON - 86_400_000, toMs: NOON + 9 * 86_400_000 });
    expect(days.reduce((sum, { counts }) => sum + counts.accepted, 0)).toBe(5_000);
  });

  it('hear of every outcome that is recorded, by themselves and without being asked', async () => {
    const outcomes = new OutcomeWriter(database.pool, relay.epoch, tally);
    const ref = { projectId: TEST_PROJECT, destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION };
    const deliveryId = await storeDelivery(relay);
    const holding = { heldBy: relay.epoch.current, fromMemory: true };
    await outcomes.record({ ...outcomeOf({ status: 'delivered' }), ...ref, deliveryId }, holding);
    const found = await until(async () => (await reader.buckets(TEST_PROJECT, all(1_440)))[0]);
    expect(found.counts).toEqual({ ...noCounts(), delivered: 1, attempts: 1 });
  });

  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (let n = 0; n < 200; n++) {
      const found = await look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('it never came');
  }
});
