import { ensurePartitions, listPartitions } from '../partitions.js';
import {
  beginTestProcess,
  newEvent,
  openTestDatabase,
  recordOutcome,
  storeDelivery,
  TEST_PROJECT,
  TEST_SOURCE,
  TestLedger,
} from '../testing/index.js';
import { RefusalWriter } from '../refusals/refusal-writer.js';

it('G10 the ledger closes for an installation that was there before it', async () => {
  const database = await openTestDatabase();
  const relay = await beginTestProcess(database);
  const ledger = await TestLedger.open(database);
  const hasLedger = async (): Promise<boolean> =>
    (await database.pool.query(`select from pg_class where relname = 'ledger_total'`)).rowCount === 1;
  await relay.events.accept(newEvent({ routes: [] }));
  const [delivered, failed] = [await storeDelivery(relay), await storeDelivery(relay), await storeDelivery(relay)];
  await recordOutcome(relay, delivered, { status: 'delivered' });
  await recordOutcome(relay, failed, { status: 'failed', reason: 'exhausted' });
  const refusals = new RefusalWriter(database.pool, relay.epoch, () => undefined);
  refusals.add({
    ...{ projectId: TEST_PROJECT, sourceId: TEST_SOURCE, reason: 'method', detail: 'no', receivedAtMs: Date.now(), method: 'GET' },
    ...{ path: '', query: '', headers: [], credentials: null, body: Buffer.alloc(0), bodyBytes: 0, remoteAddress: '::1' },
  });
  await refusals.drained();
  const before = await ledger.books();

  while (await hasLedger()) await database.dataSource.undoLastMigration({ transaction: 'each' });
  await database.dataSource.runMigrations({ transaction: 'each' });
  expect(before).toEqual({
    ...{ requests: 5, accepted: 4, refused: 1, routes: 3, delivered: 1, failed: 1, scheduled: 1 },
    balanced: true,
  });
  expect(await ledger.books()).toEqual(before);
  // The days that are there have their part of it, too.
  const { made } = await ensurePartitions(database.pool, Date.now());
  expect(made.filter((name) => name.startsWith('ledger_'))).toEqual([]);
  expect((await listPartitions(database.pool)).filter(({ name }) => name.startsWith('ledger_total_'))).toHaveLength(9);
  await relay.epoch.end();
  await database.close();
});
