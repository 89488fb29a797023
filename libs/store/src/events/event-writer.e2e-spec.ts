import { createHash, randomBytes } from 'node:crypto';
import {
  beginTestProcess,
  newEvent,
  openTestDatabase,
  TEST_PROJECT,
  TEST_SOURCE,
  type TestDatabaseHandle,
  type TestProcess,
} from '../testing/index.js';
import { timeOfId } from './event-id.js';
import { dedupeKeyOf } from './event-writer.js';
import { NotStorableError, StoreUnavailableError } from '../store-errors.js';

describe('G1 stored before answered', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;

  beforeAll(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
  });
  afterAll(async () => {
    await relay.epoch.end();
    await database.close();
  });

  it('keeps the exact bytes of body, headers, path and query', async () => {
    const body = randomBytes(70_000);
    const headers = ['X-Odd', 'caf\u00e9 \u00ff', 'x-odd', '', 'Content-Type', 'application/octet-stream'];
    const { eventId } = await relay.events.accept(newEvent({ body, headers, path: '/a/%00b', query: 'q=%FF&q=2', method: 'PUT' }));
    const event = await relay.reader.find(TEST_PROJECT, eventId);
    expect(event).toMatchObject({ headers, path: '/a/%00b', query: 'q=%FF&q=2', method: 'PUT', bodyBytes: 70_000 });
    expect(event?.bodySha256).toBe(createHash('sha256').update(body).digest('hex'));
    expect(await relay.reader.body(TEST_PROJECT, eventId)).toEqual(body);
  });

  it('keeps an empty body and an event without routes', async () => {
    const { eventId } = await relay.events.accept(newEvent({ body: Buffer.alloc(0), routes: [] }));
    expect(await relay.reader.find(TEST_PROJECT, eventId)).toMatchObject({ bodyBytes: 0, routes: [], filtered: [] });
    const unmatched = await relay.reader.list({ projectId: TEST_PROJECT, unmatched: true }, 100);
    expect(unmatched.map((event) => event.id)).toContain(eventId);
  });

  it('makes one event of 200 equal requests at once, over two processes', async () => {
    const other = await beginTestProcess(database);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => (n % 2 ? relay : other).events.accept(newEvent({ externalId: 'order-1' }))),
    );
    expect(new Set(answers.map((answer) => answer.eventId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
    expect(await relay.reader.list({ projectId: TEST_PROJECT, externalId: 'order-1' }, 10)).toHaveLength(1);
    await other.epoch.end();
  });

  it('takes the same external id again once its window is over', async () => {
    const first = await relay.events.accept(newEvent({ externalId: 'short', dedupeWindowSeconds: 0 }));
    const second = await relay.events.accept(newEvent({ externalId: 'short', dedupeWindowSeconds: 60 }));
    const third = await relay.events.accept(newEvent({ externalId: 'short' }));
    expect(second.eventId).not.toBe(first.eventId);
    expect(third).toEqual({ eventId: second.eventId, duplicate: true });
  });

  it('refuses only the record that Postgres will not take, and keeps its neighbours', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) => relay.events.accept(newEvent({ type: n === 17 ? 'bad\0type' : `good.${n}` }))),
    );
    const refused = answers.flatMap((answer, n) => (answer.status === 'rejected' ? [[n, answer.reason as unknown]] : []));
    expect(refused).toEqual([[17, expect.any(NotStorableError)]]);
    expect(await relay.reader.list({ projectId: TEST_PROJECT, type: 'good.39' }, 10)).toHaveLength(1);
  });

  it('loses nothing and answers nothing twice while its connections are cut', async () => {
    const cut = (async () => {
      for (let n = 0; n < 5; n++) {
        await database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'posthorn' and pid <> pg_backend_pid()`,
        );
      }
    })();
    const answers = await Promise.allSettled(
      Array.from({ length: 300 }, (_, n) => relay.events.accept(newEvent({ externalId: `cut-${n}`, type: 'cut' }))),
    );
    await cut.catch(() => undefined);
    const accepted = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.eventId] : []));
    for (const id of accepted) expect(await relay.reader.find(TEST_PROJECT, id)).not.toBeNull();
    expect(answers.filter((answer) => answer.status === 'rejected')).toEqual([]);
  });

  it('writes nothing once its epoch has ended', async () => {
    const doomed = await beginTestProcess(database);
    await database.pool.query('update process set ended_at = now() where epoch = $1', [doomed.epoch.current]);
    await expect(doomed.events.accept(newEvent({ type: 'doomed' }))).rejects.toThrow(StoreUnavailableError);
    expect(await relay.reader.list({ projectId: TEST_PROJECT, type: 'doomed' }, 10)).toEqual([]);
    await doomed.epoch.end();
  });

  it('stores nothing under an epoch that began after the event did: no successor would look for it there', async () => {
    const renewed = await beginTestProcess(database);
    const first = renewed.epoch.current;
    const other = await database.pool.connect();
    await other.query('begin');
    for (const id of ['a', 'b'])
      await other.query(`insert into dedupe values ($1, $2, now())`, [dedupeKeyOf(TEST_SOURCE, `held-${id}`), TEST_PROJECT]);
    const blocked = [];
    // One statement each, and no more at once than there are: the third event waits.
    for (const id of ['a', 'b']) {
      blocked.push(renewed.events.accept(newEvent({ externalId: `held-${id}` })));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const locked = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    while ((await database.pool.query(locked)).rowCount !== 2);
    const waiting = renewed.events.accept(newEvent()).catch((error: unknown) => error);
    await database.pool.query('update process set ended_at = now() where epoch = $1', [first]);
    while (renewed.epoch.current === first || renewed.epoch.current === 0) await renewed.epoch.beat();
    await other.query('rollback');
    other.release();
    await Promise.all(blocked);
    expect(await waiting).toBeInstanceOf(StoreUnavailableError);
    await renewed.epoch.end();
  });

  it.each([3_600_000, -3_600_000])('neither refuses nor forgets anybody when the clock jumps by %s ms', async (jumpMs) => {
    let aheadMs = 0;
    const jumpy = await beginTestProcess(database, { now: () => Date.now() + aheadMs });
    const other = await database.pool.connect();
    await other.query('begin');
    await other.query(`insert into dedupe values ($1, $2, now())`, [dedupeKeyOf(TEST_SOURCE, `jump ${jumpMs}`), TEST_PROJECT]);
    const blocked = jumpy.events.accept(newEvent({ externalId: `jump ${jumpMs}` }));
    const late = blocked.then(
      () => 'accepted',
      () => performance.now(),
    );
    const began = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    aheadMs = jumpMs;
    await expect(jumpy.events.accept(newEvent({ type: 'jumped' }))).resolves.toMatchObject({ duplicate: false });
    // Whoever waits is told by the time that has passed, not by the clock's.
    expect(Number(await late) - began).toBeGreaterThan(2_400);
    expect(Number(await late) - began).toBeLessThan(5_000);
    await other.query('rollback');
    other.release();
    await jumpy.events.drained();
    await jumpy.epoch.end();
    const [jumped] = await relay.reader.list({ projectId: TEST_PROJECT, type: 'jumped' }, 1);
    expect(Math.abs(timeOfId(jumped?.id ?? '') - Date.now())).toBeLessThan(90_000);
  });
});
