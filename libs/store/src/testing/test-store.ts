import { systemClock, type Clock } from '@posthorn/contracts';
import { DeliveryControl } from '../deliveries/delivery-control.js';
import { DeliveryReader } from '../deliveries/delivery-reader.js';
import { OutcomeWriter } from '../deliveries/outcome-writer.js';
import { ReplayWriter } from '../deliveries/replay-writer.js';
import { ProcessEpoch } from '../epoch/process-epoch.js';
import { Takeover } from '../epoch/takeover.js';
import { EventReader } from '../events/event-reader.js';
import { EventWriter } from '../events/event-writer.js';
import type { NewEvent } from '../events/new-event.js';
import { ensurePartitions } from '../partitions.js';
import { DeliveryQueue, type ClaimedDelivery } from '../queue/delivery-queue.js';
import { openTestDatabase } from './test-database.js';

export type TestDatabaseHandle = Awaited<ReturnType<typeof openTestDatabase>>;

/** What one relay process has of the store, over a test's database. */
export interface TestProcess {
  readonly epoch: ProcessEpoch;
  readonly events: EventWriter;
  readonly outcomes: OutcomeWriter;
  readonly queue: DeliveryQueue;
  readonly takeover: Takeover;
  readonly deliveries: DeliveryReader;
  readonly control: DeliveryControl;
  readonly replays: ReplayWriter;
  readonly reader: EventReader;
}

/** Begins one more process on a database, as if a relay had been started. */
export async function beginTestProcess(
  database: TestDatabaseHandle,
  clock: Clock = systemClock,
  { holdClock = true }: { readonly holdClock?: boolean } = {},
): Promise<TestProcess> {
  await ensurePartitions(database.pool, clock.now());
  const epoch = new ProcessEpoch({ url: database.url, clock, holdClock, onError: () => undefined });
  await epoch.begin();
  const { pool } = database;
  return {
    epoch,
    events: new EventWriter(pool, epoch),
    outcomes: new OutcomeWriter(pool, epoch),
    queue: new DeliveryQueue(pool, epoch),
    takeover: new Takeover(pool, epoch),
    deliveries: new DeliveryReader(pool),
    control: new DeliveryControl(pool),
    replays: new ReplayWriter(pool),
    reader: new EventReader(pool),
  };
}

export const TEST_PROJECT = '019b4132-0000-7000-8000-000000000001';
export const TEST_SOURCE = '019b4132-0000-7000-8000-000000000002';
export const TEST_DESTINATION = '019b4132-0000-7000-8000-000000000003';
export const TEST_SUBSCRIPTION = '019b4132-0000-7000-8000-000000000004';

/** Claims and loads whatever is due in the test's lane. */
export async function claimAll(queue: DeliveryQueue, { owned = false } = {}): Promise<readonly ClaimedDelivery[]> {
  const lane = { destinationId: TEST_DESTINATION, subscriptionId: TEST_SUBSCRIPTION, room: 1_000, owned };
  return (await queue.claim([lane], (take) => ({ take, giveBack: [], park: [] }))).claimed;
}

/** An event with one route, unless the test says otherwise. */
export function newEvent(over: Partial<NewEvent> = {}): NewEvent {
  return {
    projectId: TEST_PROJECT,
    sourceId: TEST_SOURCE,
    type: 'payment.success',
    externalId: null,
    dedupeWindowSeconds: 60,
    receivedAtMs: Date.now(),
    occurredAtMs: null,
    method: 'POST',
    path: '',
    query: '',
    headers: ['Content-Type', 'application/json'],
    body: Buffer.from('{"event":"payment.success"}'),
    faults: [],
    routes: [{ subscriptionId: TEST_SUBSCRIPTION, destinationId: TEST_DESTINATION, delaySeconds: 0 }],
    ...over,
  };
}
