import { firstIdAt } from '../events/event-id.js';
import { hourAt, HOUR_MS } from '../ledger/ledger-hour.js';
import { ensurePartitions } from '../partitions.js';
import { openTestDatabase, TEST_PROJECT, TEST_SOURCE, type TestDatabaseHandle } from '../testing/index.js';
import { COUNTERS, DELIVERY_COUNTS, EVENT_COUNTS, HOURS_THAT_DIFFER, REFUSAL_COUNTS, SNAPSHOT, WAITING_COUNTS } from './ledger.sql.js';

const NOW = Date.now();
const BOUNDS = [hourAt(NOW - 12 * HOUR_MS), hourAt(NOW + 12 * HOUR_MS)];
const HOURS = Array.from({ length: 24 }, (_, n) => hourAt(NOW + (n - 12) * HOUR_MS));
const QUERIES: readonly (readonly [name: string, sql: string, third: unknown, onlyIndexes: boolean])[] = [
  ['counters', COUNTERS, [TEST_SOURCE], false],
  ['events', EVENT_COUNTS, [TEST_SOURCE], true],
  ['refusals', REFUSAL_COUNTS, [TEST_SOURCE], true],
  ['what waits', WAITING_COUNTS, TEST_PROJECT, false],
  ['hours that differ', HOURS_THAT_DIFFER, HOURS, true],
  ['an hour source by source', DELIVERY_COUNTS, [TEST_SOURCE], false],
];

describe('the ledger reads', () => {
  let database: TestDatabaseHandle;

  beforeAll(async () => {
    database = await openTestDatabase();
    await ensurePartitions(database.pool, NOW);
    const client = await database.pool.connect();
    // As in production: before its commit is on disk, no row counts as seen by all, and an index alone cannot tell of it.
    await client.query('set synchronous_commit = on');
    await client.query(FILL, [firstIdAt(NOW).slice(0, 13), TEST_PROJECT, TEST_SOURCE]);
    await client.query('vacuum analyze event');
    await client.query('vacuum analyze delivery');
    client.release(true);
  });
  afterAll(() => database.close());

  it.each(QUERIES)('%s from their indexes', async (_name, sql, third, onlyIndexes) => {
    const client = await database.pool.connect();
    await client.query(SNAPSHOT);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...BOUNDS, third]);
    await client.query('rollback');
    client.release();
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan.match(/Seq Scan on (event|delivery|refusal|queue|process|ledger_total)\w*/g) ?? []).toEqual([]);
    const fromHeap = plan.match(/(?<!Only) Scan using (event|delivery|refusal)\w*/g) ?? [];
    if (onlyIndexes) expect(fromHeap).toEqual([]);
  });
});

const FILL = `
with made as (
  select ($1 || '-7' || lpad(to_hex(n), 3, '0') || '-8000-000000000000')::uuid as id, n from generate_series(1, 4000) as n
), stored as (
  insert into event (id, project_id, source_id, type, received_at, head, body, body_sha256, routes, epoch, route_count)
  select id, $2::uuid, $3::uuid, 't', now(), '', decode(repeat(md5(n::text), 60), 'hex'), '', '', 0, 1 from made
)
insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, attempts)
select id, (left(id::text, 32) || '0001')::uuid, $2::uuid, $3::uuid, $3::uuid, 1 + n % 4, 1 from made`;
