import type { Pool, QueryResult } from 'pg';
import { openTestDatabase, TEST_SOURCE, type TestDatabaseHandle } from '../testing/index.js';
import { RefusalsNotKept } from './refusals-not-kept.js';

const HOUR_MS = 3_600_000;
const NOW_MS = Math.floor(Date.now() / HOUR_MS) * HOUR_MS + 60_000;

describe('the count of refusals that were not kept', () => {
  let database: TestDatabaseHandle;
  beforeAll(async () => (database = await openTestDatabase()));
  afterAll(() => database.close());
  beforeEach(() => database.pool.query('delete from refusal_not_kept'));

  const counter = (pool: Pool = database.pool): RefusalsNotKept => new RefusalsNotKept(pool, 30, () => undefined);
  const note = (of: RefusalsNotKept, times: number, atMs = NOW_MS): void => {
    for (let n = 0; n < times; n++) of.count('refusedNotKept', TEST_SOURCE, atMs);
  };
  const written = async (): Promise<number[]> => {
    const { rows } = await database.pool.query<{ sum: number }>('select sum(count)::int from refusal_not_kept group by hour order by hour');
    return rows.map(({ sum }) => sum);
  };

  it('adds up over processes and stands by the hour', async () => {
    const [one, other] = [counter(), counter()];
    note(one, 3);
    note(other, 4);
    note(one, 2, NOW_MS + HOUR_MS);
    await Promise.all([one.flush(), other.flush()]);
    note(one, 5);
    await one.flush();
    await one.flush();
    expect(await written()).toEqual([12, 2]);
  });

  it('adds nothing twice where the answer of a statement was lost', async () => {
    let isLost = true;
    const pool = {
      query: async (text: string, values: unknown[]): Promise<QueryResult> => {
        const answer = await database.pool.query(text, values);
        if (!isLost) return answer;
        isLost = false;
        throw new Error('Connection terminated unexpectedly');
      },
    } as unknown as Pool;
    const lossy = counter(pool);
    note(lossy, 7);
    await expect(lossy.flush()).rejects.toThrow('terminated');
    await lossy.flush();
    expect(await written()).toEqual([7]);
  });

  it('is forgotten with what was kept', async () => {
    const old = counter();
    note(old, 1, NOW_MS - 31 * 24 * HOUR_MS);
    note(old, 1);
    await old.flush();
    expect(await written()).toEqual([1]);
  });
});
