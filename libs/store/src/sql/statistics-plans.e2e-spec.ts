import { openTestDatabase, TEST_PROJECT, type TestDatabaseHandle } from '../testing/index.js';
import { topFailingValues } from '../statistics/statistics-reader.js';
import { bucketAt, MINUTE_MS, type StatisticsSegment, type StatisticsStep } from '../statistics/statistics-steps.js';
import { BACKLOG, STATISTICS, sweepStatistics, TOP_FAILING } from './statistics.sql.js';

const NOW = bucketAt(Date.now(), 1);
const BACKLOG_LIMIT = 10_001;
/** 173 000 events a day for 30 days are 5 million: two a second, so that every bucket of every length has its row. */
const period = (step: StatisticsStep, buckets: number): StatisticsSegment => {
  const toMs = bucketAt(NOW, step) + step * MINUTE_MS;
  return { step, fromMs: toMs - buckets * step * MINUTE_MS, toMs };
};

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly Plan[];
}

/** Pages touched, which do not depend on how busy the machine is: 8 KiB each, and some microseconds where they are in memory. */
describe('on 5 million events the statistics read', () => {
  let database: TestDatabaseHandle;

  beforeAll(async () => {
    database = await openTestDatabase();
    await database.pool.query(FILL_BUCKETS, [TEST_PROJECT, new Date(NOW)]);
    await database.pool.query(FILL_FAILING, [TEST_PROJECT, new Date(NOW)]);
    await database.pool.query(FILL_DESTINATIONS, [TEST_PROJECT]);
    await fillQueue(20_000);
    for (const table of ['statistics_bucket', 'failing_destination', 'destination', 'queue'])
      await database.pool.query(`vacuum analyze ${table}`);
  }, 120_000);
  afterAll(() => database.close());

  it.each<[StatisticsStep, number]>([
    [1, 1_000],
    [5, 1_000],
    [60, 720],
    [1_440, 30],
  ])('no page beside the buckets that were asked for: of %i min, %i of them', async (step, buckets) => {
    const { fromMs, toMs } = period(step, buckets);
    const { pages, rows, plan } = await explain(STATISTICS, [TEST_PROJECT, step, new Date(fromMs), new Date(toMs)]);
    expect(rows).toBeGreaterThanOrEqual(buckets - 1);
    expect(seqScans(plan)).toEqual([]);
    // At worst each on a page of its own, since all projects write at once, and the index's pages.
    expect(pages).toBeLessThan(buckets * 1.1 + 30);
  });

  it.each<[StatisticsStep, number]>([
    [1, 1_000],
    [5, 1_000],
    [60, 719],
  ])('failing destinations in the fewest buckets: a period of %i min, %i times', async (step, buckets) => {
    const { pages, rows, plan } = await explain(TOP_FAILING, topFailingValues(TEST_PROJECT, period(step, buckets), 10));
    expect(rows).toBe(10);
    expect(seqScans(plan)).toEqual([]);
    // 30 of them fail all the time: bucket by bucket, that would be 30 000 rows.
    expect(pages).toBeLessThan(700);
  });

  it('a bounded part of the queue, however long it is', async () => {
    const few = await explain(BACKLOG, [TEST_PROJECT, BACKLOG_LIMIT]);
    await fillQueue(80_000);
    await database.pool.query('vacuum analyze queue');
    const many = await explain(BACKLOG, [TEST_PROJECT, BACKLOG_LIMIT]);
    for (const { plan } of [few, many]) expect(seqScans(plan)).not.toContain('queue');
    expect(many.pages).toBeLessThan(few.pages * 1.2);
    // Each row that is looked at costs its page at most, and those of the index.
    expect(many.pages).toBeLessThan(BACKLOG_LIMIT * 1.1);
  });

  it('and what is past its time is found by its project and length', async () => {
    const values = [TEST_PROJECT, 1, new Date(NOW), 2, 5_000];
    for (const table of ['statistics_bucket', 'failing_destination'] as const) {
      const { plan } = await explain(sweepStatistics(table), values);
      expect(seqScans(plan)).toEqual([]);
    }
  });

  async function explain(sql: string, values: unknown[]): Promise<{ pages: number; rows: number; plan: Plan }> {
    const { rows } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, buffers, format json) ${sql}`,
      values,
    );
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (!plan) throw new Error('no plan');
    return { pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], rows: plan['Actual Rows'], plan };
  }

  function seqScans(plan: Plan): string[] {
    const here = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : [];
    return [...here, ...(plan.Plans ?? []).flatMap(seqScans)];
  }

  /** Spread over all destinations, in no order. */
  async function fillQueue(count: number): Promise<void> {
    await database.pool.query(
      `insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
       select gen_random_uuid(), $1, d.id, d.id, now() - random() * interval '1 day', 0, 0
       from generate_series(1, $2 / 40) n, destination d order by random()`,
      [TEST_PROJECT, count],
    );
  }
});

/** Of ten projects; latencies over three orders of magnitude. */
const FILL_BUCKETS = `
insert into statistics_bucket
select case p when 0 then $1::uuid else gen_random_uuid() end, step,
  date_bin(make_interval(mins => step), $2::timestamptz, 'epoch') - make_interval(mins => step * n),
  120 * step, 0, 0, 0, 120 * step, 0, 120 * step, 0, array(select 2 * step from generate_series(1, 45))
from generate_series(0, 9) p, (values (1, 2880), (5, 2016), (60, 720), (1440, 30)) as s(step, count), generate_series(0, count - 1) n
order by n`;

const FILL_FAILING = `
insert into failing_destination
select case p when 0 then $1::uuid else md5(p::text)::uuid end, step, date_bin(make_interval(mins => step), $2::timestamptz, 'epoch') - make_interval(mins => step * n),
  ('019b4132-0000-7000-8000-' || lpad(d::text, 12, '0'))::uuid, d, step, 'status-500'
from (values (1, 2880), (5, 2016), (60, 720), (1440, 30)) as s(step, count), generate_series(0, count - 1) n, generate_series(1, 30) d, generate_series(0, 1) p
order by n`;

const FILL_DESTINATIONS = `
insert into destination (id, project_id, name, plugin, config, timeout_ms, max_concurrency)
select ('019b4132-0000-7000-8000-' || lpad(d::text, 12, '0'))::uuid, $1::uuid, 'D' || d, 'http', '{}', 15000, 32 from generate_series(1, 40) d`;
