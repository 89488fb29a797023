import { FailingStreak } from './failing-streak.js';

function failing(times: number, atMs: number): FailingStreak {
  const streak = new FailingStreak();
  for (let n = 0; n < times; n++) streak.failed(atMs + n);
  return streak;
}

describe('a streak of failures', () => {
  it('is over after its time, counted from the first failure, and only if there were enough', () => {
    const streak = failing(10, 1_000);
    expect([streak.isOver(60_999, 60), streak.isOver(61_000, 60)]).toEqual([false, true]);
    expect(failing(9, 1_000).isOver(61_000, 60)).toBe(false);
    expect(streak.isOver(Number.MAX_SAFE_INTEGER, 0)).toBe(false);
  });

  it('ends with one success, here or in another process', () => {
    const streak = failing(10, 1_000);
    expect(streak.succeeded(2_000)).toBe(true);
    expect([streak.sinceMs, streak.isOver(61_000, 60)]).toEqual([null, false]);
    const other = failing(10, 1_000);
    expect(other.adopt(null, 0, 2_000)).toBe(false);
    expect(other.sinceMs).toBeNull();
  });

  it('goes on where another process, or an earlier life of this one, began it', () => {
    const streak = failing(1, 50_000);
    expect(streak.adopt(1_000, 10, 40_000)).toBe(false);
    expect([streak.sinceMs, streak.isOver(61_000, 60)]).toEqual([1_000, true]);
  });

  it('is disputed by who has seen a success since, or an earlier failure', () => {
    const well = new FailingStreak();
    well.succeeded(2_000);
    expect(well.adopt(1_000, 10, 3_000)).toBe(true);
    expect(well.sinceMs).toBeNull();
    const earlier = failing(2, 1_000);
    expect(earlier.adopt(1_500, 2, 3_000)).toBe(true);
    expect(earlier.sinceMs).toBe(1_000);
    const later = failing(2, 5_000);
    expect(later.adopt(null, 0, 3_000)).toBe(true);
    expect(later.sinceMs).toBe(5_000);
  });
});
