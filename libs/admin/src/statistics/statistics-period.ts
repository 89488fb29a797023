import { ProblemError } from '@posthorn/platform';
import { bucketAt, DAY_MS, keptDaysOf, keptSinceMs, MINUTE_MS, type StatisticsSegment } from '@posthorn/store';
import { STATISTICS_INTERVALS, STEP_OF, type StatisticsInterval } from './statistics-interval.js';
import type { StatisticsQueryDto } from './statistics.query.dto.js';

const MAX_STATISTICS_BUCKETS = 1_000;
/** What an interval is chosen for: enough to draw. */
const MAX_CHOSEN_BUCKETS = 400;

export interface StatisticsPeriod extends StatisticsSegment {
  readonly interval: StatisticsInterval;
}

/** The full buckets that a query asks for. Throws `ProblemError` (422) that names the field. */
export function periodOf({ from, to, interval: asked }: StatisticsQueryDto, nowMs: number, retentionDays: number): StatisticsPeriod {
  // What lies ahead is empty: the bucket that has begun is the last.
  const until = Math.min(to === undefined ? nowMs : Date.parse(to), nowMs);
  const since = from === undefined ? Math.max(until - DAY_MS, nowMs - retentionDays * DAY_MS) : Date.parse(from);
  if (from !== undefined && since < keptSinceMs(60, retentionDays, nowMs))
    throw invalid('from', `History is kept for ${retentionDays} days.`);
  if (since >= until) throw invalid(to === undefined || since > nowMs ? 'from' : 'to', 'The period ends before it begins.');
  const interval = asked ?? chosenFor(since, until, nowMs, retentionDays);
  const period = fullBuckets(interval, since, until);
  if (since < keptSinceMs(period.step, retentionDays, nowMs)) {
    const days = keptDaysOf(period.step, retentionDays);
    throw invalid('interval', `Buckets of ${interval} are kept for ${days} days: ask for a longer interval, or a later period.`);
  }
  if (countOf(period) > MAX_STATISTICS_BUCKETS)
    throw invalid('interval', `At most ${MAX_STATISTICS_BUCKETS} buckets: ask for a longer interval, or a shorter period.`);
  return period;
}

function chosenFor(since: number, until: number, nowMs: number, retentionDays: number): StatisticsInterval {
  const fits = STATISTICS_INTERVALS.find((interval) => {
    const isKept = since >= keptSinceMs(STEP_OF[interval], retentionDays, nowMs);
    return isKept && countOf(fullBuckets(interval, since, until)) <= MAX_CHOSEN_BUCKETS;
  });
  return fits ?? '1d';
}

function fullBuckets(interval: StatisticsInterval, since: number, until: number): StatisticsPeriod {
  const step = STEP_OF[interval];
  return { interval, step, fromMs: bucketAt(since, step), toMs: bucketAt(until + step * MINUTE_MS - 1, step) };
}

function countOf({ step, fromMs, toMs }: StatisticsSegment): number {
  return (toMs - fromMs) / (step * MINUTE_MS);
}

function invalid(field: string, message: string): ProblemError {
  return new ProblemError('invalid', { errors: [{ field, code: 'invalid', message }] });
}
