import { openTestDatabase, TEST_DESTINATION, TEST_PROJECT, TEST_SUBSCRIPTION, type TestDatabaseHandle } from '../testing/index.js';
import { DeliveryControl } from './delivery-control.js';

/** More than two pages. */
const WAITING = 2_500;

describe('ending what waits', () => {
  let database: TestDatabaseHandle;

  beforeAll(async () => (database = await openTestDatabase()));
  afterAll(() => database.close());

  it('comes to its end although a page of queue rows belongs to deliveries that have ended already', async () => {
    const rows = `select ('019b4132-70aa-764f-b315-' || lpad(to_hex(n), 8, '0') || '0001')::uuid as id from generate_series(1, ${WAITING}) n`;
    const values = [TEST_PROJECT, TEST_DESTINATION, TEST_SUBSCRIPTION];
    await database.pool.query(
      `insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
       select id, $1, $2, $3, now(), 0, 0 from (${rows}) r`,
      values,
    );
    // The oldest thousand have ended: their rows are stale.
    await database.pool.query(
      `insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, attempts, completed_at)
       select (left(delivery_id::text, 32) || '0000')::uuid, delivery_id, $1, $2, $3, 1, 1, now()
       from queue order by delivery_id limit 1000`,
      values,
    );
    const ended = await new DeliveryControl(database.pool).endWaiting(
      { destinationId: TEST_DESTINATION },
      { status: 'cancelled', reason: 'destination-deleted' },
    );
    expect(ended).toHaveLength(WAITING - 1_000);
    expect((await database.pool.query('select from queue')).rowCount).toBe(1_000);
  }, 20_000);

  it('begins again where Postgres had to end it for the sake of an outcome that locks the other way round', async () => {
    const id = '019b4132-70aa-764f-b315-ffffffff0001';
    const values = [id, TEST_PROJECT, TEST_DESTINATION, TEST_SUBSCRIPTION];
    await database.pool.query(
      `insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts) values ($1, $2, $3, $4, now(), 1, 1)`,
      values,
    );
    await database.pool.query(
      `insert into delivery (event_id, id, project_id, destination_id, subscription_id, status, attempts)
       values ((left($1::uuid::text, 32) || '0000')::uuid, $1::uuid, $2, $3, $4, 2, 1)`,
      values,
    );
    const outcome = await database.pool.connect();
    try {
      await outcome.query('begin');
      await outcome.query('select from delivery where id = $1 for update', [id]);
      const ending = new DeliveryControl(database.pool).endWaiting(
        { destinationId: TEST_DESTINATION },
        { status: 'cancelled', reason: 'destination-deleted' },
      );
      await waitUntilBlocked(database);
      // Whoever has waited for longer is the one that Postgres ends.
      await outcome.query('select from queue where delivery_id = $1 for update', [id]);
      await outcome.query('rollback');
      expect(await ending).toContain(id);
    } finally {
      outcome.release();
    }
  }, 20_000);
});

async function waitUntilBlocked(database: TestDatabaseHandle): Promise<void> {
  for (;;) {
    const { rowCount } = await database.pool.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if ((rowCount ?? 0) > 0) return;
  }
}
