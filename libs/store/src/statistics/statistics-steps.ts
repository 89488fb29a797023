import { DAY_MS } from '../partitions.js';

export const MINUTE_MS = 60_000;

/**
 * The lengths of a rollup's buckets, in minutes, each a whole part of the next, by UTC. Every length is kept up to date by itself, so that
 * whoever reads adds nothing up, and nothing is folded later.
 */
export const STATISTICS_STEPS = [1, 5, 60, 1_440] as const;
export type StatisticsStep = (typeof STATISTICS_STEPS)[number];

/** Buckets this fine are of use for recent times only. */
const KEPT_DAYS: Partial<Record<StatisticsStep, number>> = { 1: 2, 5: 7 };

/** How long buckets of a length are kept, in days. */
export function keptDaysOf(step: StatisticsStep, retentionDays: number): number {
  return Math.min(KEPT_DAYS[step] ?? retentionDays, retentionDays);
}

/** The first moment of the bucket that a moment lies in. */
export function bucketAt(ms: number, step: StatisticsStep): number {
  return Math.floor(ms / (step * MINUTE_MS)) * step * MINUTE_MS;
}

/** Buckets of one length: from inclusive, to exclusive. */
export interface StatisticsSegment {
  readonly step: StatisticsStep;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The fewest buckets that make up a period whose ends are ends of `segment.step`'s buckets: days in the middle, hours around them, and so
 * on. A year and some minutes are some four hundred buckets.
 */
export function fewestBuckets({ step, fromMs, toMs }: StatisticsSegment): StatisticsSegment[] {
  const next = STATISTICS_STEPS[STATISTICS_STEPS.indexOf(step) + 1];
  if (fromMs >= toMs) return [];
  if (next === undefined) return [{ step, fromMs, toMs }];
  const innerFromMs = bucketAt(fromMs + next * MINUTE_MS - 1, next);
  const innerToMs = bucketAt(toMs, next);
  if (innerFromMs >= innerToMs) return [{ step, fromMs, toMs }];
  const inner = fewestBuckets({ step: next, fromMs: innerFromMs, toMs: innerToMs });
  const edges = [
    { step, fromMs, toMs: innerFromMs },
    { step, fromMs: innerToMs, toMs },
  ];
  return [...edges.filter((edge) => edge.fromMs < edge.toMs), ...inner];
}

/** Before this moment no bucket of the length is left, or soon none. */
export function keptSinceMs(step: StatisticsStep, retentionDays: number, nowMs: number): number {
  return bucketAt(nowMs - keptDaysOf(step, retentionDays) * DAY_MS, step);
}
