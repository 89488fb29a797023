import type { Uuid } from '@posthorn/contracts';
import { firstIdAt } from '../events/event-id.js';
import { ensurePartitions } from '../partitions.js';
import { openTestDatabase, type TestDatabaseHandle } from '../testing/index.js';
import { listRefusals, type RefusalFilter } from './refusal-reader.js';

const REFUSALS = 30_000;
/** Of 8 kB; a list that reads the table would read thousands. */
const MAX_PAGES = 300;
const id = (n: number): Uuid => `019b4132-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [BIG, SMALL, NONE] = [id(1), id(2), id(3)] as const;

interface Node {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

describe('a list of refusals among many', () => {
  let database: TestDatabaseHandle;
  const nowMs = Date.now();
  const at = (n: number): Uuid => firstIdAt(nowMs - (REFUSALS - n) * 1_000);

  beforeAll(async () => {
    database = await openTestDatabase();
    await ensurePartitions(database.pool, nowMs);
    // The oldest hundred are a small project's; the oldest of all was accepted after all.
    await database.pool.query(
      `insert into refusal (id, project_id, source_id, reason, detail, received_at, head, body, body_bytes, remote_address, accepted_event_id)
       select (lpad(to_hex(ms >> 16), 8, '0') || '-' || lpad(to_hex(ms & 65535), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
         (case when n <= 100 then '${SMALL}' else '${BIG}' end)::uuid, '${id(4)}', 'signature-mismatch', 'No.', now(), convert_to(repeat('h', 600), 'UTF8'), '', 0, '',
         case when n = 101 then '${id(5)}'::uuid end
       from (select n, $1::bigint - ($2::bigint - n) * 1000 as ms from generate_series(1, $2::int) as n) as s`,
      [nowMs, REFUSALS],
    );
    await database.pool.query('analyze refusal');
  });
  afterAll(() => database.close());

  it.each<[string, RefusalFilter, number]>([
    ['everything', { projectId: BIG }, 21],
    ['everything of a small project', { projectId: SMALL }, 21],
    ['everything of a project that has none', { projectId: NONE }, 0],
    ['a source', { projectId: BIG, sourceId: id(4) }, 21],
    ['a reason', { projectId: BIG, reason: 'signature-mismatch' }, 21],
    ['a reason that none has', { projectId: BIG, reason: 'address' }, 0],
    ['accepted after all', { projectId: BIG, accepted: true }, 1],
    ['not accepted', { projectId: BIG, accepted: false }, 21],
    ['the next page', { projectId: BIG, before: at(10_000) }, 21],
  ])('reads little: %s', async (_name, filter, found) => {
    const statement = listRefusals(filter, 21);
    expect((await database.pool.query(statement)).rowCount).toBe(found);
    const { rows } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>({
      ...statement,
      text: `explain (analyze, buffers, format json) ${statement.text}`,
    });
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (!plan) throw new Error('there is no plan');
    expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(MAX_PAGES);
  });
});
