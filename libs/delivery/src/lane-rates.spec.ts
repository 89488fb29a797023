import type { ConfigurationCache } from '@posthorn/store';
import { DestinationLane } from './destination-lane.js';
import type { DestinationOwnership } from './destination-ownership.js';
import { LaneRates } from './lane-rates.js';

const DESTINATION = 'destination';

describe('the rate of a destination', () => {
  it('counts what another owner sent, also where this process has sent before', () => {
    let formerEndedAtMs: number | null = null;
    const snapshot = { destinations: new Map([[DESTINATION, { rateLimit: { count: 2, perSeconds: 60 } }]]) };
    const ownership = { formerEndedAtMs: () => formerEndedAtMs } as unknown as DestinationOwnership;
    const rates = new LaneRates({ snapshot } as unknown as ConfigurationCache, ownership, () => undefined);
    const lane = new DestinationLane(DESTINATION);
    expect(rates.startsWithin(lane, 0)).toBe(2);
    // It lost the destination, and has it again: whoever had it meanwhile may have used all of the rate.
    formerEndedAtMs = performance.now();
    expect(rates.startsWithin(lane, 0)).toBe(0);
    expect(rates.startsWithin(lane, 61_000)).toBe(2);
  });

  it('forgets nothing of what this process sent after that', () => {
    const formerEndedAtMs = performance.now() - 3_600_000;
    const snapshot = { destinations: new Map([[DESTINATION, { rateLimit: { count: 2, perSeconds: 60 } }]]) };
    const ownership = { formerEndedAtMs: () => formerEndedAtMs } as unknown as DestinationOwnership;
    const rates = new LaneRates({ snapshot } as unknown as ConfigurationCache, ownership, () => undefined);
    const lane = new DestinationLane(DESTINATION);
    rates.note(lane);
    expect(rates.startsWithin(lane, 0)).toBe(1);
    rates.note(lane);
    expect(rates.startsWithin(lane, 0)).toBe(0);
  });
});
