import { RefusalBudget } from './refusal-budget.js';

const LIMITS = { burst: 10, perSecond: 2, bytesPerSource: 1_000, bytes: 1_500 };
const NOON_MS = Date.UTC(2026, 0, 10, 12);

describe('what is kept of a flood of refusals', () => {
  const clock = { nowMs: NOON_MS, now: () => clock.nowMs };
  const kept = (budget: RefusalBudget, source: string, tries: number, bytes = 1): number =>
    Array.from({ length: tries }, () => budget.take(source, bytes)).filter(Boolean).length;

  beforeEach(() => void (clock.nowMs = NOON_MS));

  it('is so many at once and so many a second, for each source by itself', () => {
    const budget = new RefusalBudget(clock, LIMITS);
    expect(kept(budget, 'a', 500)).toBe(10);
    expect([budget.hasRoom('a'), budget.hasRoom('b')]).toEqual([false, true]);
    expect(kept(budget, 'b', 5)).toBe(5);
    clock.nowMs += 3_000;
    expect(kept(budget, 'a', 500)).toBe(6);
  });

  it('is so many bytes of one source, and of all, until the day is over', () => {
    const budget = new RefusalBudget(clock, LIMITS);
    expect(kept(budget, 'a', 5, 400)).toBe(2);
    // What is too large for the rest does not stand in the way of what is not.
    expect(kept(budget, 'a', 1, 200)).toBe(1);
    expect(budget.hasRoom('a')).toBe(true);
    expect(kept(budget, 'b', 5, 400)).toBe(1);
    expect(kept(budget, 'c', 1, 101)).toBe(0);
    clock.nowMs += 11 * 3_600_000;
    expect(kept(budget, 'a', 1, 1)).toBe(0);
    clock.nowMs += 3_600_000;
    expect(kept(budget, 'a', 5, 400)).toBe(2);
  });
});
