import { deliveryIdOf } from '../events/event-id.js';
import { dedupeKeyOf } from '../events/event-writer.js';
import type { HandedRoute } from '../events/new-event.js';
import {
  beginTestProcess,
  claimAll,
  newEvent,
  openTestDatabase,
  TEST_DESTINATION,
  TEST_PROJECT,
  TEST_SOURCE,
  TEST_SUBSCRIPTION,
  type TestDatabaseHandle,
  type TestProcess,
} from '../testing/index.js';

describe('G2 at least once: what a dead process held is taken over', () => {
  let database: TestDatabaseHandle;
  let survivor: TestProcess;

  beforeEach(async () => {
    database = await openTestDatabase();
    survivor = await beginTestProcess(database);
  });
  afterEach(async () => {
    await survivor.epoch.end();
    await database.close();
  });

  /** A process that keeps its routes in memory, and whose session the server drops as it does when a process is killed. */
  async function die(relay: TestProcess): Promise<void> {
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1
       and database = (select oid from pg_database where datname = current_database())`,
      [relay.epoch.current],
    );
  }

  it('queues every route that had neither delivery nor queue row, and no other', async () => {
    const dying = await beginTestProcess(database);
    const held: HandedRoute[] = [];
    dying.events.setHandoff({ plan: () => ({ to: 'memory' }), give: (_event, routes) => held.push(...routes), queued: () => undefined });
    for (let n = 0; n < 25; n++) await dying.events.accept(newEvent());
    const [done, ...lost] = held;
    if (!done) throw new Error('nothing was handed over');
    const ref = { projectId: TEST_PROJECT, destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION };
    await dying.outcomes.record(
      { ...ref, deliveryId: done.deliveryId, attempt: null, next: { status: 'delivered' } },
      { heldBy: dying.epoch.current, fromMemory: true },
    );
    await die(dying);
    await waitUntil(async () =>
      (await survivor.takeover.run()).some((taken) => taken.epoch === dying.epoch.current && taken.queuedRoutes === 24),
    );
    const claimed = await claimAll(survivor.queue);
    expect(claimed.map((one) => one.deliveryId).sort()).toEqual(lost.map((one) => one.deliveryId).sort());
    await dying.epoch.end();
  });

  it('leaves a live process alone', async () => {
    const living = await beginTestProcess(database);
    living.events.setHandoff({ plan: () => ({ to: 'memory' }), give: () => undefined, queued: () => undefined });
    const { eventId } = await living.events.accept(newEvent());
    expect(await survivor.takeover.run()).toEqual([]);
    expect(await survivor.deliveries.find(TEST_PROJECT, deliveryIdOf(eventId, 1))).toMatchObject({ status: 'delivering' });
    await living.epoch.end();
  });

  it('frees the claims of the dead', async () => {
    await survivor.events.accept(newEvent());
    const dying = await beginTestProcess(database);
    expect(await claimAll(dying.queue)).toHaveLength(1);
    expect(await claimAll(survivor.queue)).toEqual([]);
    await die(dying);
    await waitUntil(async () => (await survivor.takeover.run()).length > 0);
    expect(await claimAll(survivor.queue)).toHaveLength(1);
    await dying.epoch.end();
  });

  it('frees the claims of a process that was cut off in the middle of its last words', async () => {
    await survivor.events.accept(newEvent());
    const dying = await beginTestProcess(database);
    expect(await claimAll(dying.queue)).toHaveLength(1);
    const other = await database.pool.connect();
    await other.query('begin; select from queue for update');
    const ending = dying.epoch.end().catch((error: unknown) => error);
    await waitUntil(async () => (await waitingForLocks()) === 1);
    await die(dying);
    await ending;
    await other.query('rollback');
    other.release();
    await waitUntil(async () => {
      await survivor.takeover.run();
      return (await claimAll(survivor.queue)).length === 1;
    });
  });

  it.each([
    ['a takeover', () => survivor.takeover.run()],
    ['a shutdown', (slow: TestProcess) => slow.epoch.end()],
  ])('%s waits for a statement that is still open behind the fence, and what it stores is queued', async (_name, end) => {
    const slow = await beginTestProcess(database);
    slow.events.setHandoff({ plan: () => ({ to: 'memory' }), give: () => undefined, queued: () => undefined });
    const other = await database.pool.connect();
    await other.query('begin');
    await other.query(`insert into dedupe values ($1, $2, now())`, [dedupeKeyOf(TEST_SOURCE, 'same'), TEST_PROJECT]);
    const accepting = slow.events.accept(newEvent({ externalId: 'same' })).catch((error: unknown) => error);
    await waitUntil(async () => (await waitingForLocks()) === 1);
    await database.pool.query(`update process set heartbeat = now() - interval '1 minute' where epoch = $1`, [slow.epoch.current]);
    let over = false;
    const ending = end(slow).finally(() => (over = true));
    await waitUntil(async () => over || (await waitingForLocks()) === 2);
    if (over) await survivor.takeover.run();
    await other.query('rollback');
    other.release();
    await Promise.all([accepting, ending]);
    await survivor.takeover.run();
    expect(await claimAll(survivor.queue)).toHaveLength(1);
    await slow.epoch.end();
  });

  async function waitingForLocks(): Promise<number> {
    const { rows } = await database.pool.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    return rows.length;
  }

  it('a lane shows when its next delivery is due', async () => {
    await survivor.events.accept(
      newEvent({ routes: [{ subscriptionId: TEST_SUBSCRIPTION, destinationId: TEST_DESTINATION, delaySeconds: 60 }] }),
    );
    const [lane, ...others] = await survivor.queue.lanes();
    expect(others).toEqual([]);
    expect(lane?.dueInMs).toBeGreaterThan(50_000);
    expect(await claimAll(survivor.queue)).toEqual([]);
  });
});

async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 10_000;
  while (!(await condition())) if (performance.now() > limit) throw new Error('the condition did not come true within 10 s');
}
