import type { Uuid } from '@posthorn/contracts';
import { addLatencies } from './latency-histogram.js';
import { addCounts, noCounts, STATISTICS_COLUMNS, type StatisticsCounts } from './statistics-columns.js';
import { bucketAt, STATISTICS_STEPS, type StatisticsStep } from './statistics-steps.js';

/** What happened in a project within a minute. */
export interface MinuteCounts {
  readonly projectId: Uuid;
  readonly atMs: number;
  readonly counts: StatisticsCounts;
  readonly latency: number[];
}

/** What failed at a destination within a minute. */
export interface MinuteFailures {
  readonly projectId: Uuid;
  readonly destinationId: Uuid;
  readonly atMs: number;
  failed: number;
  retried: number;
  lastReason: string | null;
}

export interface StatisticsBatch {
  readonly id: Uuid;
  readonly epoch: number;
  readonly minutes: readonly MinuteCounts[];
  readonly failures: readonly MinuteFailures[];
}

type OfStep<T> = T & { readonly step: StatisticsStep };

/** The values of `ADD_STATISTICS`: every minute in buckets of every length. */
export function statisticsValues({ id, epoch, minutes, failures }: StatisticsBatch): unknown[] {
  const buckets = bucketsOf(minutes);
  const failing = failingOf(failures);
  return [
    ...[epoch, id],
    ...keysOf(buckets),
    ...STATISTICS_COLUMNS.map((column) => buckets.map(({ counts }) => counts[column])),
    buckets.map(({ latency }) => `{${latency.join(',')}}`),
    ...keysOf(failing),
    failing.map(({ destinationId }) => destinationId),
    failing.map(({ failed }) => failed),
    failing.map(({ retried }) => retried),
    failing.map(({ lastReason }) => lastReason),
  ];
}

function keysOf(rows: readonly OfStep<{ readonly projectId: Uuid; readonly atMs: number }>[]): unknown[] {
  return [rows.map(({ projectId }) => projectId), rows.map(({ step }) => step), rows.map(({ atMs }) => atMs / 1_000)];
}

function bucketsOf(minutes: readonly MinuteCounts[]): OfStep<MinuteCounts>[] {
  const buckets = new Map<string, OfStep<MinuteCounts>>();
  for (const { projectId, atMs: minuteMs, counts, latency } of minutes) {
    for (const step of STATISTICS_STEPS) {
      const atMs = bucketAt(minuteMs, step);
      const key = `${projectId} ${step} ${atMs}`;
      let bucket = buckets.get(key);
      if (!bucket) buckets.set(key, (bucket = { projectId, step, atMs, counts: noCounts(), latency: [] }));
      addCounts(bucket.counts, counts);
      addLatencies(bucket.latency, latency);
    }
  }
  return [...buckets.values()];
}

function failingOf(failures: readonly MinuteFailures[]): OfStep<MinuteFailures>[] {
  const failing = new Map<string, OfStep<MinuteFailures>>();
  for (const one of failures) {
    for (const step of STATISTICS_STEPS) {
      const atMs = bucketAt(one.atMs, step);
      const key = `${one.projectId} ${step} ${atMs} ${one.destinationId}`;
      const bucket = failing.get(key);
      if (!bucket) {
        failing.set(key, { ...one, step, atMs });
        continue;
      }
      bucket.failed += one.failed;
      bucket.retried += one.retried;
      bucket.lastReason = one.lastReason ?? bucket.lastReason;
    }
  }
  return [...failing.values()];
}
