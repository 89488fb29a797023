import type { ClaimedDelivery } from '@posthorn/store';
import {
  beginTestProcess,
  newEvent,
  openTestDatabase,
  TEST_DESTINATION,
  TEST_SUBSCRIPTION,
  type TestDatabaseHandle,
  type TestProcess,
} from '@posthorn/store/testing';
import { sortClaim } from './claim-sorter.js';
import { HeldLanes } from './held-lanes.js';
import { QueuePump } from './queue-pump.js';

const WITHIN_MS = 10_000;
const KEY = Buffer.alloc(16, 1);

describe('G2 at least once: a key that was left parked', () => {
  let database: TestDatabaseHandle;
  let relay: TestProcess;
  let pump: QueuePump;
  let taken: ClaimedDelivery[];

  beforeEach(async () => {
    database = await openTestDatabase();
    relay = await beginTestProcess(database);
    taken = [];
    const lanes = new HeldLanes();
    pump = new QueuePump(relay.queue, {
      prepare: () => Promise.resolve(),
      roomFor: () => 10,
      isOwned: () => false,
      projectOf: () => '',
      sort: (rows) => sortClaim(rows, lanes),
      take: (claimed) => void taken.push(...claimed),
      heldIds: () => taken.map((one) => one.deliveryId),
      ready: true,
      onError: (error) => {
        throw error;
      },
    });
  });
  afterEach(async () => {
    await pump.stop();
    await relay.epoch.end();
    await database.close();
  });

  it('goes on, although nothing else of its destination is due and its owner lives', async () => {
    const route = { subscriptionId: TEST_SUBSCRIPTION, destinationId: TEST_DESTINATION, delaySeconds: 0, orderKey: KEY };
    await relay.events.accept(newEvent({ routes: [route] }));
    // Whoever ended what stood before it was killed before it let go.
    await database.pool.query('update queue set claimed_by = 0');
    pump.wake(0);
    const limit = performance.now() + WITHIN_MS;
    while (taken.length === 0 && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(taken).toHaveLength(1);
  }, 20_000);
});
