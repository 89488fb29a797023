import { bucketAt, fewestBuckets, MINUTE_MS, type StatisticsStep } from './statistics-steps.js';

const DAY = 1_440;
const at = (minutes: number): number => Date.UTC(2026, 0, 1) + minutes * MINUTE_MS;

describe('the fewest buckets of a period', () => {
  it.each<[StatisticsStep, number, number, number]>([
    [1, 3, 4, 1],
    [1, 0, DAY, 1],
    [1, 1, 2 * DAY - 1, 4 + 11 + 23 + 23 + 11 + 4],
    [1, 58, 63, 5],
    [5, 5, DAY, 11 + 23],
    [60, 60, 30 * DAY + 60, 23 + 29 + 1],
    [1_440, 0, 365 * DAY, 365],
  ])('of %i min from minute %i to %i: each moment once, in %i buckets', (step, from, to, count) => {
    const segments = fewestBuckets({ step, fromMs: at(from), toMs: at(to) });
    const ordered = segments.toSorted((a, b) => a.fromMs - b.fromMs);
    expect(ordered[0]?.fromMs).toBe(at(from));
    expect(ordered.at(-1)?.toMs).toBe(at(to));
    ordered.forEach((segment, n) => {
      expect([segment.fromMs, segment.toMs]).toEqual([bucketAt(segment.fromMs, segment.step), bucketAt(segment.toMs, segment.step)]);
      if (n > 0) expect(segment.fromMs).toBe(ordered[n - 1]?.toMs);
    });
    expect(segments.reduce((sum, one) => sum + (one.toMs - one.fromMs) / (one.step * MINUTE_MS), 0)).toBe(count);
  });

  it('of nothing is none', () => {
    expect(fewestBuckets({ step: 1, fromMs: at(5), toMs: at(5) })).toEqual([]);
  });
});
