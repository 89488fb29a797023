import type { Uuid } from '@posthorn/contracts';
import type { PoolClient } from 'pg';
import { ADVISORY_LOCK } from '../advisory-locks.js';
import { deliveryIdOf } from '../events/event-id.js';
import { countStrays, DAY_MS, ensurePartitions, listPartitions } from '../partitions.js';
import { beginTestProcess, newEvent, openTestDatabase, TEST_PROJECT, type TestDatabaseHandle, type TestProcess } from '../testing/index.js';
import { Retention, type RetentionRun } from './retention.js';

const RETENTION_DAYS = 30;
/** In fact yesterday: retention goes by the earlier of two clocks, so the tests' hours must be over on Postgres's as well. */
const TODAY = (Math.floor(Date.now() / DAY_MS) - 1) * DAY_MS;
/** The last day that may go. */
const LAST_DAY = TODAY - (RETENTION_DAYS + 1) * DAY_MS;
const NOON = DAY_MS / 2;

describe('retention', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;
  let nowMs = 0;
  const ended: Uuid[] = [];

  beforeEach(async () => {
    nowMs = LAST_DAY + NOON;
    database = await openTestDatabase();
    relay = await beginTestProcess(database, { now: () => nowMs }, { holdClock: false });
    ended.length = 0;
  });
  afterEach(async () => {
    await relay.epoch.end();
    await database.close();
  });

  function retention(clockMs: () => number = () => TODAY + 2 * 3_600_000): Retention {
    const options = { retentionDays: RETENTION_DAYS, clock: { now: clockMs }, onEnded: (ids: readonly Uuid[]) => void ended.push(...ids) };
    return new Retention(database.pool, options);
  }

  async function run(one = retention()): Promise<RetentionRun> {
    const done = await one.run();
    if (!done) throw new Error('another process is at it');
    return done;
  }

  /** Events whose deliveries wait in the queue. */
  async function waiting(atMs: number): Promise<Uuid> {
    nowMs = atMs;
    return deliveryIdOf((await relay.events.accept(newEvent())).eventId, 1);
  }

  async function days(): Promise<number[]> {
    const all = await listPartitions(database.pool);
    return [...new Set(all.map(({ startMs }) => (startMs - LAST_DAY) / DAY_MS))];
  }

  const queued = async (): Promise<Uuid[]> =>
    (await database.pool.query<{ id: Uuid }>('select delivery_id as id from queue order by delivery_id')).rows.map(({ id }) => id);

  it('makes the days ahead that are missing, each once, and finds no stray in them', async () => {
    // Two relays at once.
    await Promise.all([ensurePartitions(database.pool, TODAY), ensurePartitions(database.pool, TODAY)]);
    expect((await ensurePartitions(database.pool, TODAY)).made).toEqual([]);
    const names = (await listPartitions(database.pool))
      .filter(({ startMs }) => startMs >= TODAY)
      .map(({ name }) => name.replace(/_\d+$/, ''));
    expect(names).toEqual(
      Array.from({ length: 8 }, () => ['event', 'delivery', 'attempt', 'refusal', 'ledger_total', 'search_key']).flat(),
    );
    await waiting(TODAY + 7 * DAY_MS);
    expect(await countStrays(database.pool)).toBe(0);
  });

  it('a day that nobody made ahead takes its rows, raises the alarm, and keeps no other day from being made', async () => {
    await waiting(TODAY - 3 * DAY_MS);
    expect(await countStrays(database.pool)).toBe(1);
    const { made, missing } = await ensurePartitions(database.pool, TODAY - 3 * DAY_MS);
    expect(missing).toEqual([`event_${new Date(TODAY - 3 * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`]);
    expect(made.length).toBeGreaterThan(36);
  });

  it('drops the days that ended longer ago than history is kept, an hour of grace later, and no other', async () => {
    await waiting(LAST_DAY + DAY_MS + 1);
    expect(await days()).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect((await run(retention(() => TODAY + 3_599_999))).dropped).toHaveLength(6);
    expect(await days()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const { dropped, busy } = await run(retention(() => TODAY + 3_600_000));
    const day = new Date(LAST_DAY).toISOString().slice(0, 10).replaceAll('-', '');
    const tables = ['event', 'delivery', 'attempt', 'refusal', 'ledger_total', 'search_key'];
    expect(dropped).toEqual(tables.map((table) => `${table}_${day}`));
    expect(busy).toBeNull();
    expect(await days()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await relay.reader.list({ projectId: TEST_PROJECT }, 10)).toHaveLength(1);
  });

  it('trusts no clock that runs ahead of the database', async () => {
    const { dropped } = await run(retention(() => TODAY + 365 * DAY_MS));
    expect(dropped.length).toBeLessThanOrEqual(18);
    expect(await days()).toEqual(expect.arrayContaining([2, 3, 4, 5, 6, 7]));
  });

  it('first fails what waits for an expired event, claimed or not, and leaves the rest waiting', async () => {
    const old = await waiting(TODAY - RETENTION_DAYS * DAY_MS - 2 * 3_600_000);
    const held = await waiting(TODAY - RETENTION_DAYS * DAY_MS - 3_600_000);
    await database.pool.query('update queue set claimed_by = $1 where delivery_id = $2', [relay.epoch.current, held]);
    const young = await waiting(TODAY - RETENTION_DAYS * DAY_MS + 3_600_000);
    // The day of the two is not over for long enough: its history can still be read.
    expect(await run(retention(() => TODAY))).toMatchObject({ expired: 2 });
    for (const id of [old, held])
      expect(await relay.deliveries.find(TEST_PROJECT, id)).toMatchObject({
        status: 'failed',
        reason: 'event-expired',
        nextAttemptAt: null,
      });
    expect(await queued()).toEqual([young]);
    expect(ended).toEqual([held]);
    expect(await run(retention(() => TODAY))).toMatchObject({ expired: 0 });
  });

  it('removes what waits for an event that is gone, and leaves no row outside the partitions', async () => {
    const id = await waiting(LAST_DAY + NOON);
    await database.pool.query(
      `drop table ${(await listPartitions(database.pool)).find(({ startMs }) => startMs === LAST_DAY)?.name ?? ''}`,
    );
    expect(await run()).toMatchObject({ expired: 0 });
    expect(await queued()).toEqual([]);
    expect(await countStrays(database.pool)).toBe(0);
    expect(await relay.deliveries.find(TEST_PROJECT, id)).toBeNull();
  });

  it('finishes what a killed run began, one process at a time', async () => {
    const killed = await database.pool.connect();
    await killed.query('select pg_try_advisory_lock($1)', [ADVISORY_LOCK.retention]);
    const [first] = await listPartitions(database.pool);
    await killed.query(`drop table ${first?.name ?? ''}`);
    expect(await retention().run()).toBeNull();
    killed.release(true);
    const done = await untilFree(() => retention().run());
    expect(done.dropped).toHaveLength(11);
    expect(await days()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await run()).dropped).toEqual([]);
  });

  it('leaves a partition to a person who has detached it', async () => {
    const [, own] = await listPartitions(database.pool);
    await database.pool.query(`alter table delivery detach partition ${own?.name ?? ''}`);
    expect((await run()).dropped).toHaveLength(11);
    expect((await database.pool.query(`select from ${own?.name ?? ''}`)).rowCount).toBe(0);
  });

  it('holds up no event for a second while a backup reads the history that should go', async () => {
    await waiting(TODAY - DAY_MS * (RETENTION_DAYS - 1));
    const backup = await database.pool.connect();
    await reading(backup);
    const busy = run();
    let slowestMs = 0;
    let accepted = 0;
    let over = false;
    void busy.finally(() => (over = true));
    while (!over) {
      const began = performance.now();
      await relay.events.accept(newEvent());
      slowestMs = Math.max(slowestMs, performance.now() - began);
      accepted++;
      if (accepted === 100) {
        await backup.query('rollback');
        backup.release();
      }
    }
    expect((await busy).busy).toBeNull();
    expect(accepted).toBeGreaterThan(100);
    expect(slowestMs).toBeLessThan(1_000);
    expect(slowestMs).toBeGreaterThan(100);
  });

  it('gives up after some seconds on history that somebody goes on reading, and drops it the next time, its event first', async () => {
    const backup = await database.pool.connect();
    await reading(backup);
    const [first] = await listPartitions(database.pool);
    expect(await run()).toMatchObject({ dropped: [], busy: first?.name });
    await backup.query('rollback');
    backup.release();
    expect((await run()).dropped).toHaveLength(12);
  });

  async function reading(client: PoolClient): Promise<void> {
    await client.query('begin');
    await client.query('select count(*) from event');
  }

  async function untilFree(again: () => Promise<RetentionRun | null>): Promise<RetentionRun> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const done = await again();
      if (done) return done;
    }
    throw new Error('the lock of a dead session was never free');
  }
});
