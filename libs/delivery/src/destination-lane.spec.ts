import type { StoredEvent } from '@posthorn/contracts';
import { DestinationLane } from './destination-lane.js';
import type { HeldDelivery } from './held-delivery.js';

const EVENT: StoredEvent = {
  ...{ id: 'e', projectId: 'p', sourceId: 's', type: 't', externalId: null, receivedAtMs: 0, occurredAtMs: null },
  ...{ method: 'POST', path: '', query: '', headers: [], body: Buffer.alloc(10), faults: [] },
};

function held(deliveryId: string, key: string | null = null, no = 0): HeldDelivery {
  const ref = { deliveryId, projectId: 'p', destinationId: 'd', subscriptionId: 'u' };
  const order = key === null ? null : { key, no };
  return { ...ref, slot: 0, attempts: 0, order, event: EVENT, fromMemory: false, heldBy: 1, heldSinceMs: 0 };
}

const ids = (some: readonly HeldDelivery[]): string[] => some.map((one) => one.deliveryId);

describe('a lane', () => {
  let lane: DestinationLane;

  function take(): HeldDelivery {
    const next = lane.start();
    if (!next) throw new Error('nothing may start');
    return next;
  }

  beforeEach(() => {
    lane = new DestinationLane('d');
    lane.push(held('a1', 'a', 1));
    lane.push(held('a2', 'a', 2));
    lane.push(held('free'));
    lane.push(held('b1', 'b', 3));
    lane.push(held('a3', 'a', 4));
  });

  it('starts the first of each key, and what keeps no order, in the order of their coming', () => {
    expect([take(), take(), take()].map((one) => one.deliveryId)).toEqual(['a1', 'free', 'b1']);
    expect([lane.canStart, lane.start(), lane.waiting, lane.running]).toEqual([false, null, 2, 3]);
    expect([lane.tailOf('a'), lane.tailOf('b'), lane.tailOf('c')]).toEqual([{ no: 4, behind: 2 }, { no: 3, behind: 0 }, null]);
  });

  it('goes on in a key only after an end, and says when the key is empty', () => {
    const first = take();
    expect(lane.finish(first, true)).toEqual({ returned: [], emptiedKey: null });
    expect([take(), take(), take()].map((one) => one.deliveryId)).toEqual(['free', 'b1', 'a2']);
    const [, second] = [lane.finish(held('b1', 'b', 3), true), lane.held.find((one) => one.deliveryId === 'a2')];
    if (!second) throw new Error('a2 is not held');
    lane.finish(second, true);
    expect(lane.finish(take(), true)).toEqual({ returned: [], emptiedKey: 'a' });
  });

  it('gives back what stands behind a delivery that did not end', () => {
    const first = take();
    const { returned, emptiedKey } = lane.finish(first, false);
    expect([ids(returned), emptiedKey]).toEqual([['a2', 'a3'], null]);
    expect([lane.tailOf('a'), lane.waiting]).toEqual([null, 2]);
  });

  it('closes the gap that an ended one leaves, in the line or behind it', () => {
    const ended = new Set(['a1', 'a3']);
    expect(ids(lane.removeEnded((one) => ended.has(one.deliveryId))).sort()).toEqual(['a1', 'a3']);
    expect([take(), take(), take()].map((one) => one.deliveryId)).toEqual(['free', 'b1', 'a2']);
    expect(lane.isEmpty).toBe(false);
  });

  it('removes what waits, leaves what is under way, and weighs what is left', () => {
    const whole = lane.bytes;
    const first = take();
    expect(ids(lane.removeAll()).sort()).toEqual(['a2', 'a3', 'b1', 'free']);
    expect([lane.waiting, lane.running, lane.bytes]).toEqual([0, 1, whole / 5]);
    lane.finish(first, false);
    expect([lane.isEmpty, lane.bytes]).toEqual([true, 0]);
  });

  it('lets the old go, but for what keeps an order', () => {
    expect(ids(lane.removeOld(1))).toEqual(['free']);
  });
});
