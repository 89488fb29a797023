import type { AttemptOutcome, Uuid } from '@posthorn/contracts';
import { deliveryIdOf } from '../events/event-id.js';
import {
  beginTestProcess,
  claimAll,
  newEvent,
  openTestDatabase,
  TEST_DESTINATION,
  TEST_PROJECT,
  TEST_SUBSCRIPTION,
  type TestDatabaseHandle,
  type TestProcess,
} from '../testing/index.js';
import type { NextStep, RecordedAttempt } from './outcome.js';

const LATER = { status: 'scheduled', delayMs: 60_000, slot: 1, attempts: 1 } as const;
const ARRIVED: NextStep = { status: 'delivered' };
const EXHAUSTED: NextStep = { status: 'failed', reason: 'exhausted' };

function attempt(outcome: AttemptOutcome, number = 1): RecordedAttempt {
  const exchange = { request: null, response: { status: 200, headers: [], body: `NUL \0 and \u{1F4EF}`, truncated: false }, error: null };
  return { number, startedAtMs: Date.now(), durationMs: 5, outcome, reason: null, exchange };
}

describe('recorded outcomes', () => {
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

  async function delivery(): Promise<Uuid> {
    return deliveryIdOf((await relay.events.accept(newEvent())).eventId, 1);
  }

  function record(by: TestProcess, deliveryId: Uuid, next: NextStep, made: RecordedAttempt | null): Promise<boolean> {
    const ref = { deliveryId, projectId: TEST_PROJECT, destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION };
    return by.outcomes.record({ ...ref, attempt: made, next }, { heldBy: by.epoch.current, fromMemory: false });
  }

  async function waits(deliveryId: Uuid): Promise<boolean> {
    return (await database.pool.query('select from queue where delivery_id = $1', [deliveryId])).rowCount === 1;
  }

  it('a first success is one row, its attempt in it', async () => {
    const id = await delivery();
    await record(relay, id, ARRIVED, attempt('delivered'));
    expect(await relay.deliveries.find(TEST_PROJECT, id)).toMatchObject({ status: 'delivered', attempts: 1 });
    expect(await relay.deliveries.attempts(id)).toMatchObject([
      { number: 1, outcome: 'delivered', exchange: { response: { body: `NUL \0 and \u{1F4EF}` } } },
    ]);
    expect((await database.pool.query('select from attempt')).rowCount).toBe(0);
  });

  it('a retry waits in the queue, and its success numbers both attempts and empties it', async () => {
    const id = await delivery();
    await record(relay, id, LATER, attempt('retry'));
    expect(await relay.deliveries.find(TEST_PROJECT, id)).toMatchObject({ status: 'scheduled', nextAttemptAt: expect.any(Date) });
    await record(relay, id, ARRIVED, attempt('delivered', 2));
    expect((await relay.deliveries.attempts(id)).map((made) => [made.number, made.outcome])).toEqual([
      [1, 'retry'],
      [2, 'delivered'],
    ]);
    expect(await relay.deliveries.find(TEST_PROJECT, id)).toMatchObject({ status: 'delivered', attempts: 2, nextAttemptAt: null });
    expect(await waits(id)).toBe(false);
  });

  it.each<[string, NextStep, AttemptOutcome, string]>([
    ['a failure does not move a cancelled delivery', EXHAUSTED, 'failed', 'cancelled'],
    ['a retry does not bring a cancelled delivery back', LATER, 'retry', 'cancelled'],
    ['a 2xx moves even a cancelled delivery', ARRIVED, 'delivered', 'delivered'],
  ])('%s', async (_name, next, outcome, status) => {
    const id = await delivery();
    const found = await relay.deliveries.find(TEST_PROJECT, id);
    if (!found) throw new Error('the delivery does not read');
    expect(await relay.control.cancel(found, 'cancelled-by-operator')).toBe(true);
    await record(relay, id, next, attempt(outcome));
    expect(await relay.deliveries.find(TEST_PROJECT, id)).toMatchObject({ status, attempts: 1 });
    expect(await relay.deliveries.attempts(id)).toHaveLength(1);
    expect(await waits(id)).toBe(false);
  });

  it('G4: an attempt is recorded even if its process had lost the right to make it, and hides nothing from its successor', async () => {
    const late = await beginTestProcess(database);
    // A live process would have begun the attempt from memory: no queue row.
    late.events.setHandoff({ plan: () => ({ to: 'memory' }), give: () => undefined, queued: () => undefined });
    const { eventId } = await late.events.accept(newEvent());
    const id = deliveryIdOf(eventId, 1);
    await database.pool.query('update process set ended_at = now() where epoch = $1', [late.epoch.current]);
    expect(await record(late, id, LATER, attempt('retry'))).toBe(false);
    expect(await relay.deliveries.attempts(id)).toHaveLength(1);
    expect(await waits(id)).toBe(false);
    await relay.takeover.run();
    expect(await waits(id)).toBe(true);
    await late.epoch.end();
  });

  it('G6 isolation: what Postgres does not take harms only itself', async () => {
    const [well, ill, twice] = [await delivery(), await delivery(), await delivery()];
    const recorded = await Promise.allSettled([
      record(relay, well, ARRIVED, attempt('delivered')),
      record(relay, ill, { ...LATER, slot: 99_999 }, attempt('retry')),
      record(relay, twice, LATER, attempt('retry')),
      record(relay, twice, ARRIVED, attempt('delivered')),
    ]);
    expect(recorded.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(await relay.deliveries.find(TEST_PROJECT, well)).toMatchObject({ status: 'delivered' });
    expect(await relay.deliveries.attempts(twice)).toHaveLength(2);
  });

  it('an exchange that cannot be kept does not keep its outcome from being recorded', async () => {
    const id = await delivery();
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const made = { ...attempt('delivered'), exchange: circular as unknown as RecordedAttempt['exchange'] };
    expect(await record(relay, id, ARRIVED, made)).toBe(true);
    expect(await relay.deliveries.attempts(id)).toMatchObject([{ exchange: { error: expect.stringContaining('not kept') } }]);
  });

  it('a failed delivery can be given a fresh schedule', async () => {
    const id = await delivery();
    await record(relay, id, EXHAUSTED, attempt('failed'));
    const found = await relay.deliveries.find(TEST_PROJECT, id);
    if (!found) throw new Error('the delivery does not read');
    expect(await relay.control.revive(found)).toBe(true);
    expect(await relay.control.revive(found)).toBe(false);
    const claimed = (await claimAll(relay.queue)).find((one) => one.deliveryId === id);
    expect(claimed).toMatchObject({ slot: 0, attempts: 1, event: { body: newEvent().body } });
    expect(await relay.deliveries.find(TEST_PROJECT, id)).toMatchObject({ status: 'delivering' });
  });
});
