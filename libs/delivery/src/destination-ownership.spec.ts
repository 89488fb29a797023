import type { ConfigurationCache, Owned } from '@posthorn/store';
import { DestinationOwnership } from './destination-ownership.js';

const DESTINATION = 'destination';

describe('owning a destination', () => {
  it('ends with the epoch, also if the answer comes later', async () => {
    const snapshot = { destinations: new Map([[DESTINATION, { id: DESTINATION, rateLimit: {} }]]), subscriptions: new Map() };
    const answers: ((owned: Owned[]) => void)[] = [];
    const ownership = new DestinationOwnership({ snapshot } as unknown as ConfigurationCache, {
      own: () => new Promise((resolve) => answers.push(resolve)),
      walk: () => Promise.resolve(false),
    });
    const taking = ownership.take([DESTINATION]);
    ownership.forget();
    answers[0]?.([{ destinationId: DESTINATION, formerGoneMs: null }]);
    await taking;
    expect(ownership.owns(DESTINATION)).toBe(false);
    // And it is asked for under the next one.
    const again = ownership.take([DESTINATION]);
    answers[1]?.([{ destinationId: DESTINATION, formerGoneMs: null }]);
    await again;
    expect(ownership.owns(DESTINATION)).toBe(true);
  });
});
