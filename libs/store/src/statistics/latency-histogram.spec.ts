import { addLatencies, LATENCY_BUCKETS, latencyBucketOf, latencyPercentile } from './latency-histogram.js';

function histogramOf(latencies: readonly number[]): number[] {
  const counts = new Array<number>(LATENCY_BUCKETS).fill(0);
  for (const ms of latencies) counts[latencyBucketOf(ms)] = (counts[latencyBucketOf(ms)] ?? 0) + 1;
  return counts;
}

function exact(latencies: readonly number[], share: number): number {
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

describe('a histogram of latencies', () => {
  it('is at most 10 % off, from a millisecond to a year', () => {
    const latencies = [
      ...Array.from({ length: 20_000 }, (_, ms) => ms),
      ...Array.from({ length: 580 }, (_, n) => Math.round(20_000 * 1.025 ** n)),
    ];
    const off = latencies.filter((ms) => Math.abs((latencyPercentile(histogramOf([ms]), 0.5) ?? NaN) - ms) > ms * 0.1);
    expect(Math.max(...latencies)).toBeGreaterThan(365 * 86_400_000);
    expect(off).toEqual([]);
  });

  it('finds the percentiles of a long-tailed sample', () => {
    const latencies = Array.from({ length: 5_000 }, (_, n) => Math.round(3 + 40 * (-Math.log(1 - (n + 0.5) / 5_000)) ** 3));
    for (const share of [0.5, 0.95, 0.99, 1]) {
      const found = latencyPercentile(histogramOf(latencies), share) ?? NaN;
      expect(Math.abs(found / exact(latencies, share) - 1)).toBeLessThanOrEqual(0.1);
    }
  });

  it('merges by adding, whatever was left out at the end of each', () => {
    const fast = histogramOf([1, 1, 1]).slice(0, 2);
    const merged: number[] = [];
    for (const counts of [fast, histogramOf([1_000]), fast, []]) addLatencies(merged, counts);
    expect(merged.reduce((sum, count) => sum + count, 0)).toBe(7);
    expect(latencyPercentile(merged, 0.5)).toBe(1);
    expect(latencyPercentile(merged, 0.99)).toBeGreaterThan(900);
  });

  it('takes what no clock should give, and has no percentile of nothing', () => {
    expect([latencyBucketOf(-5), latencyBucketOf(1e15)]).toEqual([0, LATENCY_BUCKETS - 1]);
    expect(latencyPercentile([], 0.5)).toBeNull();
    expect(latencyPercentile([0, 0], 0.99)).toBeNull();
    expect(latencyPercentile([3], 0.99)).toBe(0);
  });
});
