import type { SearchKeyValue, Uuid } from '@posthorn/contracts';
import { EventWriter } from '../events/event-writer.js';
import { DAY_MS, listPartitions } from '../partitions.js';
import { beginTestProcess, newEvent, openTestDatabase, TEST_PROJECT, type TestDatabaseHandle, type TestProcess } from '../testing/index.js';
import { SearchKeyWriter } from './search-key-writer.js';

const VISIBLE_MS = 5_000;
const ORDER: SearchKeyValue = ['order', 'A-1'];

describe('search keys', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
  });
  afterEach(async () => {
    await relay.epoch.end();
    await database.close();
  });

  const found = async (searchKey: SearchKeyValue = ORDER, extra: object = {}): Promise<Uuid[]> =>
    (await relay.reader.list({ projectId: TEST_PROJECT, searchKey, ...extra }, 100)).map(({ id }) => id);
  const accept = async (events: EventWriter, ...searchKeys: SearchKeyValue[]): Promise<Uuid> =>
    (await events.accept(newEvent({ routes: [], searchKeys }))).eventId;

  async function until(condition: () => Promise<boolean>, limitMs = VISIBLE_MS): Promise<void> {
    const limit = performance.now() + limitMs;
    while (!(await condition())) if (performance.now() > limit) throw new Error(`not within ${limitMs} ms`);
  }

  /** The server drops its session as when a process is killed. */
  async function die(process: TestProcess): Promise<void> {
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1
       and database = (select oid from pg_database where datname = current_database())`,
      [process.epoch.current],
    );
  }

  /** Accepts as a process that is killed before it has written any search key. */
  function neverWriting(process: TestProcess): EventWriter {
    const writer = new SearchKeyWriter(database.pool, process.epoch);
    writer.committed = () => undefined;
    return new EventWriter(database.pool, process.epoch, writer);
  }

  it('find their events within five seconds, with each of their values, and show at once', async () => {
    const id = await accept(relay.events, ORDER, ['customer', 'Größe "7" \\'], ['__proto__', 'x']);
    const other = await accept(relay.events, ['order', 'A-2'], ['customer', 'A-1']);
    expect((await relay.reader.find(TEST_PROJECT, id))?.searchKeys).toEqual(
      JSON.parse('{"order":"A-1","customer":"Größe \\"7\\" \\\\","__proto__":"x"}'),
    );
    await until(async () => (await found()).length > 0 && (await found(['order', 'A-2'])).length > 0);
    expect(await found()).toEqual([id]);
    expect(await found(['customer', 'Größe "7" \\'])).toEqual([id]);
    expect(await found(['__proto__', 'x'])).toEqual([id]);
    expect(await found(['customer', 'A-1'])).toEqual([other]);
    expect(await found(ORDER, { type: 'payment.success', unmatched: true })).toEqual([id]);
    expect(await found(ORDER, { type: 'other' })).toEqual([]);
    expect(await relay.reader.list({ projectId: TEST_PROJECT.replace(/1$/, '9'), searchKey: ORDER }, 10)).toEqual([]);
  });

  it('of a process that was killed before it wrote them are written by its successor', async () => {
    const dying = await beginTestProcess(database);
    const events = neverWriting(dying);
    const ids: Uuid[] = [];
    for (let n = 0; n < 600; n++) ids.push(await accept(events, ORDER, ['n', String(n)]));
    // A heartbeat later it still says from where on its events must be looked at.
    await dying.epoch.beat();
    await die(dying);
    await until(async () => (await relay.takeover.run()).some(({ epoch }) => epoch === dying.epoch.current), 10_000);
    expect(await found()).toEqual(ids.slice(-100).reverse());
    expect(await found(['n', '0'])).toEqual([ids[0]]);
    await dying.epoch.end();
  });

  it('that a shutdown could not write are written by the next process', async () => {
    const leaving = await beginTestProcess(database);
    const id = await accept(neverWriting(leaving), ORDER);
    await leaving.epoch.end();
    expect(await found()).toEqual([]);
    await relay.takeover.run();
    expect(await found()).toEqual([id]);
  });

  it('hold no low water back once they are written', async () => {
    const id = await accept(relay.events, ORDER);
    await relay.events.searchKeys.flush();
    await relay.epoch.beat();
    const { rows } = await database.pool.query<{ low: Uuid }>('select low_water as low from process where epoch = $1', [
      relay.epoch.current,
    ]);
    expect((rows[0]?.low ?? '') > id).toBe(true);
  });

  it('of more events than memory holds are all written, in bounded memory', async () => {
    const writer = new SearchKeyWriter(database.pool, relay.epoch, { maxWaiting: 3 });
    const events = new EventWriter(database.pool, relay.epoch, writer);
    const lock = await database.pool.connect();
    await lock.query('begin; lock table search_key in access exclusive mode');
    const ids = await Promise.all(Array.from({ length: 40 }, () => accept(events, ORDER)));
    expect(relay.epoch.unsettled.size).toBe(4);
    await lock.query('rollback');
    lock.release();
    await writer.flush();
    expect(await found()).toEqual([...ids].sort().reverse());
    expect(relay.epoch.unsettled.size).toBe(0);
  });

  it('that were written already may be written again', async () => {
    const id = await accept(relay.events, ORDER);
    await relay.events.searchKeys.flush();
    relay.events.searchKeys.committed(id);
    await relay.events.searchKeys.flush();
    expect(await found()).toEqual([id]);
  });

  it('lie beside their event, in the same day', async () => {
    await accept(relay.events, ORDER);
    await relay.events.searchKeys.flush();
    const { rows } = await database.pool.query<{ name: string }>('select tableoid::regclass::text as name from search_key');
    const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const days = (await listPartitions(database.pool)).filter(({ startMs }) => startMs === today).map(({ name }) => name);
    expect(days).toContain(rows[0]?.name);
  });
});
