/** Each bucket's upper bound over its lower one. */
const GROWTH = 1.2;
const LOG_GROWTH = Math.log(GROWTH);
/** The last one begins at more than a year. */
export const LATENCY_BUCKETS = 136;

/**
 * Latencies in milliseconds as counts of buckets that grow by a fifth each; histograms merge by adding bucket to bucket. Bucket 0 is 0 ms,
 * bucket n holds [1.2^(n-1), 1.2^n).
 */
export function latencyBucketOf(ms: number): number {
  const whole = Math.round(ms);
  if (whole < 1) return 0;
  return Math.min(LATENCY_BUCKETS - 1, 1 + Math.floor(Math.log(whole) / LOG_GROWTH));
}

/**
 * The latency that a share of all (0 to 1) did not exceed, in milliseconds, at most 10 % off the true one; `null` = there is none.
 * `counts` may end early: the rest is 0.
 */
export function latencyPercentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(share * total));
  let seen = 0;
  const bucket = counts.findIndex((count) => (seen += count) >= rank);
  return middleOf(bucket);
}

/** Adds the second to the first, which grows as needed. */
export function addLatencies(to: number[], counts: readonly number[]): void {
  counts.forEach((count, bucket) => (to[bucket] = (to[bucket] ?? 0) + count));
}

/** Equally far, as a share, from the least and the greatest whole number in the bucket. */
function middleOf(bucket: number): number {
  if (bucket <= 0) return 0;
  const least = Math.ceil(GROWTH ** (bucket - 1));
  const greatest = Math.ceil(GROWTH ** bucket) - 1;
  return Math.round((20 * least * greatest) / (least + greatest)) / 10;
}
