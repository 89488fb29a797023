import { setImmediate as turn } from 'node:timers/promises';
import type { Uuid } from '@posthorn/contracts';
import type { NextStep } from '../deliveries/outcome.js';
import { outcomeValues } from '../deliveries/outcome-values.js';
import { acceptValues, pendingEvent } from '../events/accept-batch.js';
import { deliveryIdOf } from '../events/event-id.js';
import { RefusalWriter } from '../refusals/refusal-writer.js';
import { ACCEPT } from '../sql/accept.sql.js';
import { OUTCOMES } from '../sql/outcomes.sql.js';
import { TALLY } from '../sql/tally.sql.js';
import {
  beginTestProcess,
  newEvent,
  openTestDatabase,
  recordOutcome,
  storeDelivery,
  TEST_DESTINATION,
  TEST_PROJECT,
  TEST_SOURCE,
  TEST_SUBSCRIPTION,
  TestLedger,
  type TestDatabaseHandle,
  type TestProcess,
} from '../testing/index.js';
import { LedgerFold } from './ledger-fold.js';
import { hourAt } from './ledger-hour.js';
import { LedgerTally } from './ledger-tally.js';

const ARRIVED: NextStep = { status: 'delivered' };
const EXHAUSTED: NextStep = { status: 'failed', reason: 'exhausted' };
const LATER: NextStep = { status: 'scheduled', delayMs: 60_000, slot: 1, attempts: 1 };

describe('G10 the ledger closes', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;
  let ledger: TestLedger;

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
    ledger = await TestLedger.open(database);
  });
  afterEach(async () => {
    await relay.epoch.end();
    await database.close();
  });

  /** Keeps every route in memory, and ends it as `next` says some turns later. */
  function deliverFromMemory(by: TestProcess, next: (n: number) => NextStep | null): void {
    let n = 0;
    by.events.setHandoff({
      plan: () => ({ to: 'memory' }),
      give: (_event, routes) => {
        for (const { deliveryId } of routes) {
          const step = next(n++);
          if (step) void turn().then(() => recordOutcome(by, deliveryId, step, true));
        }
      },
      queued: () => undefined,
    });
  }

  it('in every snapshot of two processes under load, while both fold', async () => {
    const other = await beginTestProcess(database);
    const steps = [ARRIVED, ARRIVED, EXHAUSTED, LATER, null];
    deliverFromMemory(relay, (n) => steps[n % steps.length] ?? null);
    let running = true;
    let accepted = 0;
    const snapshots: boolean[] = [];
    const load = [relay, other].flatMap((by) =>
      Array.from({ length: 8 }, async () => {
        // Sixteen senders share what has an external id.
        for (let n = 0; n < 60 || (snapshots.length < 12 && n < 5_000); n++) {
          const { duplicate } = await by.events.accept(newEvent({ externalId: n % 10 === 0 ? `same ${n}` : null }));
          if (!duplicate) accepted++;
        }
      }),
    );
    const folding = [ledger.fold, new LedgerFold(database.pool)].map(async (fold) => {
      let folded = 0;
      while (running) folded += await fold.run();
      return folded;
    });
    const reading = (async () => {
      while (running) for (const entry of await ledger.entries()) snapshots.push(entry.balanced);
    })();
    await Promise.all(load);
    await relay.outcomes.drained();
    running = false;
    await reading;
    const folded = await Promise.all(folding);
    expect(snapshots.length).toBeGreaterThanOrEqual(12);
    expect(snapshots.filter((balanced) => !balanced)).toEqual([]);
    expect(folded.every((count) => count > 0)).toBe(true);
    expect(await ledger.books()).toMatchObject({ requests: accepted, accepted, routes: accepted, balanced: true });
    await other.epoch.end();
  });

  it('after statements that were repeated, folded in between or not', async () => {
    const event = newEvent();
    const pending = pendingEvent({ id: relay.epoch.ids.eventId(), epoch: relay.epoch.current }, event, null, () => ({ to: 'memory' }));
    const ref = {
      deliveryId: deliveryIdOf(pending.id, 1),
      projectId: TEST_PROJECT,
      destinationId: TEST_SOURCE,
      subscriptionId: TEST_SOURCE,
    };
    const outcome = { ...ref, attempt: null, next: ARRIVED };
    const accepted = acceptValues(relay.epoch.current, [pending]);
    const ended = outcomeValues(relay.epoch.current, [
      { outcome, attemptId: null, exchange: Buffer.alloc(0), heldBy: relay.epoch.current, sourceId: TEST_SOURCE },
    ]);
    const earlier = [relay.epoch.current, relay.epoch.ids.id(), [TEST_SOURCE], [hourAt(Date.now())], [1], [2], [4]];
    const tallied = [relay.epoch.current, relay.epoch.ids.id(), [TEST_SOURCE], [hourAt(Date.now())], [1], [2], [4]];
    for (let time = 0; time < 4; time++) {
      if (time === 2) expect(await ledger.fold.run()).toBe(4);
      await database.pool.query({ ...ACCEPT, values: accepted });
      await database.pool.query({ ...OUTCOMES, values: ended });
      // A statement whose client has long given up may come after its successor.
      for (const values of time === 0 ? [earlier, tallied] : [tallied, earlier]) await database.pool.query({ ...TALLY, values });
    }
    expect(await ledger.books()).toEqual({
      ...{ requests: 15, accepted: 1, duplicates: 2, refused: 4, refused_not_kept: 4, handshakes: 8, routes: 1, delivered: 1 },
      balanced: true,
    });
  });

  it('before, during and after the takeover of a process that was killed', async () => {
    const dying = await beginTestProcess(database);
    deliverFromMemory(dying, (n) => (n < 3 ? ARRIVED : null));
    for (let n = 0; n < 10; n++) await storeDelivery(dying);
    await dying.outcomes.drained();
    const held = { requests: 10, accepted: 10, routes: 10, delivered: 3, delivering: 7, balanced: true };
    expect(await ledger.books()).toEqual(held);
    await database.pool.query('update process set ended_at = now() where epoch = $1', [dying.epoch.current]);
    expect(await ledger.books()).toEqual(held);
    await relay.takeover.run();
    expect(await ledger.books()).toEqual({ requests: 10, accepted: 10, routes: 10, delivered: 3, scheduled: 7, balanced: true });
    await dying.epoch.end();
  });

  it('when deliveries are cancelled, retried after their end, or arrive after it', async () => {
    const find = async (id: Uuid) => (await relay.deliveries.find(TEST_PROJECT, id)) ?? Promise.reject(new Error('it does not read'));
    const [cancelled, late, failed, later] = [
      await storeDelivery(relay),
      await storeDelivery(relay),
      await storeDelivery(relay),
      await storeDelivery(relay),
    ];
    for (const id of [cancelled, late]) expect(await relay.control.cancel(await find(id), 'cancelled-by-operator')).toBe(true);
    await recordOutcome(relay, failed, EXHAUSTED);
    await recordOutcome(relay, later, LATER);
    expect(await ledger.books()).toMatchObject({ routes: 4, cancelled: 2, failed: 1, scheduled: 1, balanced: true });
    await recordOutcome(relay, late, ARRIVED);
    await recordOutcome(relay, late, ARRIVED);
    expect(await ledger.books()).toMatchObject({ delivered: 1, cancelled: 1, failed: 1, scheduled: 1, balanced: true });
    const both = await find(failed);
    expect((await Promise.all([relay.control.revive(both), relay.control.revive(both)])).sort()).toEqual([false, true]);
    expect(await ledger.books()).toMatchObject({ delivered: 1, cancelled: 1, scheduled: 2, balanced: true });
    expect(await ledger.books()).not.toHaveProperty('failed');
    await recordOutcome(relay, failed, ARRIVED);
    await relay.control.endWaiting({ sourceId: TEST_SOURCE }, { status: 'failed', reason: 'source-deleted' });
    expect(await ledger.books()).toMatchObject({ routes: 4, delivered: 2, cancelled: 1, failed: 1, balanced: true });
  });

  it('with routes that filters stopped and with replays', async () => {
    const stopped = { subscriptionId: TEST_SUBSCRIPTION, clause: 'body.amount.$gt: 100' };
    const { eventId } = await relay.events.accept(newEvent({ filtered: [stopped, stopped] }));
    await relay.events.accept(newEvent({ routes: [], filtered: [stopped] }));
    const target = { destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION };
    const replayed = await relay.replays.replay({ projectId: TEST_PROJECT, eventId, targets: [target, target], newId: false });
    if (typeof replayed === 'string') throw new Error(replayed);
    expect(await ledger.books()).toMatchObject({ accepted: 2, routes: 1, filtered: 3, replays: 2, scheduled: 3, balanced: true });
    await recordOutcome(relay, replayed[0]?.id ?? '', ARRIVED);
    await recordOutcome(relay, replayed[1]?.id ?? '', EXHAUSTED);
    await ledger.fold.run();
    expect(await ledger.books()).toMatchObject({ replays: 2, filtered: 3, delivered: 1, failed: 1, scheduled: 1, balanced: true });
  });

  it('with refusals that were kept and not kept, duplicates and handshakes', async () => {
    const tally = new LedgerTally(database.pool, relay.epoch, (error) => {
      throw error;
    });
    const refusals = new RefusalWriter(database.pool, relay.epoch, () => undefined, tally);
    const head = { method: 'POST', path: '', query: '', headers: [] };
    const refusal = { ...head, projectId: TEST_PROJECT, sourceId: TEST_SOURCE, reason: 'signature-missing' as const, detail: 'none' };
    const rest = { receivedAtMs: Date.now(), credentials: null, body: Buffer.alloc(0), bodyBytes: 0, remoteAddress: '::1' };
    const kept = Array.from({ length: 2_100 }, () => refusals.add({ ...refusal, ...rest })).filter(Boolean).length;
    expect(kept).toBe(2_000);
    // A row that Postgres will never take: counted, and not kept.
    await refusals.drained();
    refusals.add({ ...refusal, ...rest, detail: 'NUL \0' });
    await refusals.drained();
    for (let n = 0; n < 3; n++) tally.count('duplicates', TEST_SOURCE, Date.now());
    tally.count('handshakes', TEST_SOURCE, Date.now());
    // Whether or not what memory holds is written by now, the ledger closes.
    expect(await ledger.books()).toMatchObject({ balanced: true });
    await tally.flush();
    const all = { requests: 2_105, refused: 2_101, refused_not_kept: 101, duplicates: 3, handshakes: 1, balanced: true };
    expect(await ledger.books()).toEqual(all);
    await ledger.fold.run();
    expect(await ledger.books()).toEqual(all);
  });
});
