import type { Uuid } from '@posthorn/contracts';
import type { NextStep } from '../deliveries/outcome.js';
import { eventIdOf } from '../events/event-id.js';
import { RefusalWriter } from '../refusals/refusal-writer.js';
import {
  beginTestProcess,
  newEvent,
  openTestDatabase,
  recordOutcome,
  storeDelivery,
  TEST_PROJECT,
  TEST_SOURCE,
  TestLedger,
  type TestDatabaseHandle,
  type TestProcess,
} from '../testing/index.js';
import { LEDGER_COLUMNS } from './ledger-columns.js';
import { LedgerTally } from './ledger-tally.js';

const OTHER_SOURCE = '019b4132-0000-7000-8000-000000000012';
const FAILED: NextStep = { status: 'failed', reason: 'exhausted' };

/** What somebody does to the database behind the relay's back. `$1` is the delivery that it is about. */
const MISCOUNTS: readonly (readonly [name: string, sql: string, of: 'delivered' | 'failed' | 'waits' | null])[] = [
  ...LEDGER_COLUMNS.map((column) => [`one more ${column}`, `update ledger_total set ${column} = ${column} + 1`, null] as const),
  ['an event and its deliveries gone', `delete from event where id = $1`, 'delivered'],
  ['an event without a route gone', `delete from event where octet_length(routes) = 0`, null],
  ['a delivered delivery gone', `delete from delivery where id = $1`, 'delivered'],
  ['a failed delivery gone', `delete from delivery where id = $1`, 'failed'],
  ['a wait gone', `delete from queue where delivery_id = $1`, 'waits'],
  ['a delivered one called failed', `update delivery set status = 3 where id = $1`, 'delivered'],
  ['a failed one called cancelled', `update delivery set status = 4 where id = $1`, 'failed'],
  ['a delivered one that waits', `update delivery set status = 2 where id = $1`, 'delivered'],
  ['a replay that nobody counted', `update delivery set id = (left(id::text, 32) || '8000')::uuid where id = $1`, 'delivered'],
  ['a refusal gone', `delete from refusal`, null],
];

describe('G10 the ledger closes, and a planted miscount shows', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;
  let ledger: TestLedger;
  const deliveries: Record<'delivered' | 'failed' | 'waits', Uuid> = { delivered: '', failed: '', waits: '' };

  beforeAll(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
    ledger = await TestLedger.open(database);
    await ledger.addSource(OTHER_SOURCE);
    await relay.events.accept(newEvent({ sourceId: OTHER_SOURCE, routes: [] }));
    await relay.events.accept(newEvent({ routes: [] }));
    for (const name of ['delivered', 'failed', 'waits'] as const) deliveries[name] = await storeDelivery(relay);
    await recordOutcome(relay, deliveries.delivered, { status: 'delivered' });
    await recordOutcome(relay, deliveries.failed, FAILED);
    const refusals = new RefusalWriter(database.pool, relay.epoch, () => undefined);
    refusals.add({
      ...{ projectId: TEST_PROJECT, sourceId: TEST_SOURCE, reason: 'method', detail: 'GET', receivedAtMs: Date.now(), method: 'GET' },
      ...{ path: '', query: '', headers: [], credentials: null, body: Buffer.alloc(0), bodyBytes: 0, remoteAddress: '::1' },
    });
    await refusals.drained();
    const tally = new LedgerTally(database.pool, relay.epoch, () => undefined);
    tally.count('duplicates', TEST_SOURCE, Date.now());
    await tally.flush();
    await ledger.fold.run();
    // Until its heartbeat says otherwise, what has no row may be in the process's memory.
    await relay.epoch.beat();
  });
  afterAll(async () => {
    await relay.epoch.end();
    await database.close();
  });

  const isBalanced = async (): Promise<unknown[]> => [(await ledger.books())['balanced'], (await ledger.books(OTHER_SOURCE))['balanced']];

  it.each(MISCOUNTS)('%s', async (_name, sql, of) => {
    expect(await isBalanced()).toEqual([true, true]);
    const id = of && deliveries[of];
    const text = sql.startsWith('update ledger_total') ? `${sql} where source_id = '${TEST_SOURCE}'` : sql;
    const isOurs = sql.includes('octet_length') ? `${text} and source_id = '${TEST_SOURCE}'` : text;
    const restore = await saveTables();
    const { rowCount } = await database.pool.query(isOurs, id ? [sql.includes('from event') ? eventIdOf(id) : id] : []);
    const found = await isBalanced();
    await restore();
    expect(rowCount).toBeGreaterThan(0);
    expect(found).toEqual([false, true]);
  });

  it('also as a delta that is not folded yet', async () => {
    await database.pool.query(
      `insert into ledger_delta (batch, source_id, hour, delivered, failed)
       select gen_random_uuid(), source_id, hour, 1, -1 from ledger_total where source_id = $1`,
      [TEST_SOURCE],
    );
    expect(await isBalanced()).toEqual([false, true]);
    await database.pool.query('delete from ledger_delta');
    expect(await isBalanced()).toEqual([true, true]);
  });

  async function saveTables(): Promise<() => Promise<void>> {
    const tables = ['event', 'delivery', 'queue', 'refusal', 'ledger_total'];
    for (const table of tables) await database.pool.query(`create table saved_${table} as select * from ${table}`);
    return async () => {
      for (const table of tables)
        await database.pool.query(`delete from ${table}; insert into ${table} select * from saved_${table}; drop table saved_${table}`);
    };
  }
});
