import { DestinationHealth1795478400004 } from '../migrations/1795478400004-destination-health.js';
import { openTestDatabase, TEST_DESTINATION, TEST_PROJECT, type TestDatabaseHandle } from '../testing/index.js';
import { DestinationHealthStore, resetDestinationHealth, type SharedHealth } from './destination-health-store.js';

const OPEN: SharedHealth = {
  ...{ breaker: 'open', sinceMs: 2_000, nextProbeAtMs: 3_000, pauses: 1, failingSinceMs: 1_000, failures: 10, concurrency: 1 },
};

describe('how destinations fare', () => {
  let database: TestDatabaseHandle;
  beforeEach(async () => {
    database = await openTestDatabase();
    await database.pool.query(
      `insert into destination (id, project_id, name, plugin, config, timeout_ms, max_concurrency) values ($1, $2, 'd', 'http', '{}', 1, 1)`,
      [TEST_DESTINATION, TEST_PROJECT],
    );
  });
  afterEach(() => database.close());

  const write = (store: DestinationHealthStore, health: SharedHealth, version: number) =>
    store.write([{ ...health, destinationId: TEST_DESTINATION, version }]);

  it('is read by the others as it was written, and whoever knows an old state writes nothing', async () => {
    const [one, other] = [new DestinationHealthStore(database.pool), new DestinationHealthStore(database.pool)];
    expect(await write(one, OPEN, 0)).toEqual(new Map([[TEST_DESTINATION, 1]]));
    expect(await other.read()).toMatchObject([{ ...OPEN, destinationId: TEST_DESTINATION, version: 1 }]);
    expect((await write(other, { ...OPEN, breaker: 'closed' }, 0)).size).toBe(0);
    expect((await write(other, { ...OPEN, breaker: 'closed', nextProbeAtMs: null }, 1)).get(TEST_DESTINATION)).toBe(2);
    expect(await one.read()).toMatchObject([{ breaker: 'closed', nextProbeAtMs: null, version: 2 }]);
  });

  it('begins anew when an operator wants so, and is not kept of a destination that is deleted', async () => {
    const store = new DestinationHealthStore(database.pool);
    await write(store, OPEN, 0);
    await resetDestinationHealth(database.dataSource.manager, TEST_DESTINATION);
    expect(await store.read()).toMatchObject([{ breaker: 'closed', failingSinceMs: null, failures: 0, concurrency: null, version: 2 }]);
    await database.pool.query('update destination set deleted_at = now()');
    expect((await write(store, OPEN, 2)).size).toBe(0);
  });

  it("gives the projects of an older installation the relay's own source, even beside a source of its name", async () => {
    const run = database.dataSource.createQueryRunner();
    const migration = new DestinationHealth1795478400004();
    await migration.down(run);
    await run.query(`insert into project (id, slug, name) values (gen_random_uuid(), 'a', 'A'), (gen_random_uuid(), 'b', 'B');
      insert into source (id, project_id, slug, name, provider, options, dedupe_window_seconds, methods, response)
      select gen_random_uuid(), id, 'posthorn', 'Mine', 'none', '{}', 1, '{POST}', '{}' from project where slug = 'a'`);
    await migration.up(run);
    const internal: unknown = await run.query(
      `select project.slug, substr(source.id::text, 15, 1) as version, abs(extract(epoch from now()) - ('x' || substr(replace(source.id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000) < 60 as recent
       from source join project on project.id = project_id where internal order by 1`,
    );
    const made = { version: '7', recent: true };
    expect(internal).toEqual([
      { slug: 'a', ...made },
      { slug: 'b', ...made },
    ]);
    expect(await run.query(`select count(distinct id)::int as ids from source`)).toEqual([{ ids: 3 }]);
    await run.release();
  });
});
