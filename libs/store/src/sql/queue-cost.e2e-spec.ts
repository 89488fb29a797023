import type { Uuid } from '@posthorn/contracts';
import { openTestDatabase, TEST_DESTINATION, TEST_PROJECT, TEST_SUBSCRIPTION, type TestDatabaseHandle } from '../testing/index.js';
import { CLAIM, LANES } from './claim.sql.js';
import { PARKED_HEADS, UNPARK } from './order.sql.js';

const FEW = 1_000;
const MANY = 100_000;
const OTHER_DESTINATION = '019b4132-0000-7000-8000-0000000000aa';
const ONE_KEY = Buffer.alloc(16, 1);
const EPOCH = 4711;

interface Plan {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

const STATEMENTS: readonly [name: string, text: string, values: readonly unknown[]][] = [
  ['a look at the lanes', LANES.text, []],
  ['a claim of 64', CLAIM.text, [EPOCH, [TEST_DESTINATION], [TEST_SUBSCRIPTION], [64], [false]]],
  ["a claim of 64 of another's lane", CLAIM.text, [EPOCH, [OTHER_DESTINATION], [TEST_SUBSCRIPTION], [64], [false]]],
  ['letting a key go', UNPARK.text, [[ONE_KEY], 50]],
  ['a page of the walk over keys', PARKED_HEADS.text, [Buffer.alloc(0), 100]],
];

/** Pages touched, which do not depend on how busy the machine is. */
describe('what a statement of the queue costs does not depend on what waits:', () => {
  let database: TestDatabaseHandle;
  const pages = new Map<number, number[]>();

  beforeAll(async () => {
    database = await openTestDatabase();
    await database.pool.query('insert into process (epoch, low_water) values ($1, $2)', [EPOCH, TEST_PROJECT]);
    for (const count of [FEW, MANY]) {
      await fill(count);
      const touched: number[] = [];
      for (const [, text, values] of STATEMENTS) touched.push(await pagesOf(text, values));
      pages.set(count, touched);
    }
  }, 120_000);
  afterAll(() => database.close());

  it.each(STATEMENTS.map(([name], index) => [name, index] as const))('%s', (_name, index) => {
    const [few, many] = [FEW, MANY].map((count) => pages.get(count)?.[index] ?? 0);
    expect(few).toBeGreaterThan(0);
    // A deeper index costs a page more a probe; a scan of the backlog would cost hundreds of times as much.
    expect(many).toBeLessThan(3 * (few ?? 0) + 100);
  });

  /** In equal shares: due in one lane, parked in one key, and one of each of as many keys. */
  async function fill(count: number): Promise<void> {
    await database.pool.query('truncate queue');
    await database.pool.query(
      `insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts, claimed_by, order_key, order_no)
       select gen_random_uuid(), $1::uuid, case when n % 3 = 0 then $2::uuid else $3::uuid end, $4::uuid, now() - n * interval '1 ms', 0, 0,
         case when n % 3 = 1 then 0 end, case n % 3 when 1 then $5::bytea when 2 then decode(md5(n::text), 'hex') end, case when n % 3 > 0 then n end
       from generate_series(1, $6::int) n`,
      [TEST_PROJECT, TEST_DESTINATION, OTHER_DESTINATION, TEST_SUBSCRIPTION, ONE_KEY, count] satisfies (Uuid | Buffer | number)[],
    );
    await database.pool.query('analyze queue');
  }

  async function pagesOf(text: string, values: readonly unknown[]): Promise<number> {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (analyze, buffers, format json) ${text}`, [
        ...values,
      ]);
      const plan = rows[0]?.['QUERY PLAN'][0].Plan;
      return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
});
