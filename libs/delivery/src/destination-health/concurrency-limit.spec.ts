import { ConcurrencyLimit } from './concurrency-limit.js';

const MAX = 32;

/** One round: as many attempts as the limit lets begin, then their ends. */
function round(limit: ConcurrencyLimit, succeeds: (attempt: number) => boolean, max = MAX): number {
  const { currentRound } = limit;
  const running = limit.of(max);
  for (let attempt = 0; attempt < running; attempt++) {
    if (succeeds(attempt)) limit.succeeded(max);
    else limit.failed(max, currentRound);
  }
  return limit.of(max);
}

const well = (): boolean => true;
const dead = (): boolean => false;

describe('the concurrency of a destination', () => {
  it('is all that it may have while it answers, also when an operator changes that', () => {
    const limit = new ConcurrencyLimit();
    for (let n = 0; n < 100; n++) expect(round(limit, well)).toBe(MAX);
    expect([limit.of(500), limit.of(1)]).toEqual([500, 1]);
  });

  it('shrinks by a part at each round that fails, never below 1', () => {
    const limit = new ConcurrencyLimit();
    const limits = Array.from({ length: 12 }, () => round(limit, dead));
    expect(limits).toEqual([22, 15, 10, 7, 5, 3, 2, 1, 1, 1, 1, 1]);
  });

  it('grows by one a round after a failure, and is whole again', () => {
    const limit = new ConcurrencyLimit();
    round(limit, dead);
    const limits = Array.from({ length: 12 }, () => round(limit, well));
    for (const [at, value] of limits.entries()) expect(value - (limits[at - 1] ?? 22)).toBeLessThanOrEqual(1);
    expect(limits.at(-1)).toBe(MAX);
    expect(limit.isFull).toBe(true);
  });

  it('doubles each round after an outage, up to half of what was too much', () => {
    const limit = new ConcurrencyLimit();
    limit.collapse(MAX);
    expect(Array.from({ length: 6 }, () => round(limit, well))).toEqual([2, 4, 8, 16, 16, 17]);
  });

  it('loses little to one failure in a thousand, and follows a receiver that can take so many', () => {
    const limit = new ConcurrencyLimit();
    let sum = 0;
    for (let n = 0; n < 1_000; n++) sum += round(limit, (attempt) => (n * MAX + attempt) % 1_000 !== 0);
    expect(sum / 1_000).toBeGreaterThan(MAX * 0.8);
    const capped = Array.from({ length: 200 }, () => round(limit, (attempt) => attempt < 10)).slice(50);
    expect([Math.min(...capped), Math.max(...capped)]).toEqual([8, 11]);
  });

  it('takes from another process what it does not know better', () => {
    const limit = new ConcurrencyLimit();
    limit.learn(4);
    limit.learn(20);
    expect(limit.of(MAX)).toBe(4);
  });
});
