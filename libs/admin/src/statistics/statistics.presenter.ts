import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import {
  addCounts,
  addLatencies,
  latencyPercentile,
  MINUTE_MS,
  noCounts,
  type Backlog,
  type FailingDestination,
  type StatisticsBucket,
  type StatisticsCounts,
} from '@posthorn/store';
import { STATISTICS_INTERVALS, type StatisticsInterval } from './statistics-interval.js';
import type { StatisticsPeriod } from './statistics-period.js';

class StatisticsLatencyView {
  @ApiProperty({ description: 'Milliseconds' }) readonly p50!: number;
  @ApiProperty({ description: 'Milliseconds' }) readonly p95!: number;
  @ApiProperty({ description: 'Milliseconds' }) readonly p99!: number;
}

class StatisticsRatesView {
  @ApiProperty() readonly received!: number;
  @ApiProperty() readonly delivered!: number;
}

export class StatisticsCountsView {
  @ApiProperty({ type: 'integer', description: 'Requests to sources: accepted, duplicates, refused and handshakes' })
  readonly received!: number;
  @ApiProperty({ type: 'integer' }) readonly accepted!: number;
  @ApiProperty({ type: 'integer' }) readonly duplicates!: number;
  @ApiProperty({ type: 'integer' }) readonly refused!: number;
  @ApiProperty({ type: 'integer' }) readonly handshakes!: number;
  @ApiProperty({ type: 'integer' }) readonly delivered!: number;
  @ApiProperty({
    type: 'integer',
    description: 'Deliveries that failed for good, but for those that a person or expiry ended while they waited',
  })
  readonly failed!: number;
  @ApiProperty({ type: 'integer' }) readonly attempts!: number;
  @ApiProperty({ type: 'integer', description: 'Attempts that another one follows' }) readonly retries!: number;
  @ApiProperty({ description: 'Per second, of the time that has passed' }) readonly perSecond!: StatisticsRatesView;
  @ApiProperty({
    type: StatisticsLatencyView,
    nullable: true,
    description:
      'From acceptance to the end of the attempt that delivered, at most 10 % off; without replays. Null where nothing was delivered',
  })
  readonly latencyMs!: StatisticsLatencyView | null;
}

export class StatisticsBucketView extends StatisticsCountsView {
  @ApiProperty({ format: 'date-time', description: 'The first moment of the bucket' }) readonly at!: string;
}

export class FailingDestinationView {
  @ApiProperty({ example: 'dst_01h2xcejqtf2nbrexx3vqjhp41' }) readonly destinationId!: string;
  @ApiProperty({ type: 'integer', description: 'Deliveries that failed for good' }) readonly failed!: number;
  @ApiProperty({ type: 'integer', description: 'Attempts that failed and that another one follows' }) readonly retried!: number;
  @ApiProperty({ type: String, nullable: true }) readonly lastReason!: string | null;
}

export class BacklogView {
  @ApiProperty({
    type: 'integer',
    description: 'Deliveries in the queue: for a retry, a delay, an order, a pause, a free slot. At most 10000 are counted',
  })
  readonly waiting!: number;
  @ApiProperty({ type: 'integer', description: 'Of them, those whose time has come' }) readonly due!: number;
  @ApiProperty({ description: 'Whether everything was counted: if not, there is more, and the oldest may be older' })
  readonly isWhole!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Age of the oldest event among them; null where nothing waits' })
  readonly oldestSeconds!: number | null;
}

export class StatisticsView {
  @ApiProperty({ format: 'date-time' }) readonly from!: string;
  @ApiProperty({ format: 'date-time' }) readonly to!: string;
  @ApiProperty({ enum: STATISTICS_INTERVALS }) readonly interval!: StatisticsInterval;
  @ApiProperty({ type: [StatisticsBucketView], description: 'Every bucket of the period, oldest first; by when a thing happened' })
  readonly buckets!: readonly StatisticsBucketView[];
  @ApiProperty() readonly totals!: StatisticsCountsView;
  @ApiProperty({ type: [FailingDestinationView], description: 'At most ten, those with most failures first' })
  readonly topFailingDestinations!: readonly FailingDestinationView[];
  @ApiProperty({ description: 'Now, whatever the period' }) readonly backlog!: BacklogView;
}

export interface Statistics {
  readonly period: StatisticsPeriod;
  readonly buckets: readonly StatisticsBucket[];
  readonly failing: readonly FailingDestination[];
  readonly backlog: Backlog;
  readonly nowMs: number;
}

export function presentStatistics({ period, buckets, failing, backlog, nowMs }: Statistics): StatisticsView {
  const { fromMs, toMs, step, interval } = period;
  const found = new Map(buckets.map((bucket) => [bucket.atMs, bucket]));
  const total: MutableCounts = { counts: noCounts(), latency: [] };
  const views: StatisticsBucketView[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += step * MINUTE_MS) {
    const { counts, latency } = found.get(atMs) ?? EMPTY;
    addCounts(total.counts, counts);
    addLatencies(total.latency, latency);
    const passedMs = Math.min(step * MINUTE_MS, nowMs - atMs);
    views.push({ at: new Date(atMs).toISOString(), ...presentCounts(counts, latency, passedMs) });
  }
  return {
    ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), interval, buckets: views },
    totals: presentCounts(total.counts, total.latency, Math.min(toMs, nowMs) - fromMs),
    topFailingDestinations: failing.map(({ destinationId, ...rest }) => ({
      destinationId: toTypeId(ID_PREFIXES.destination, destinationId),
      ...rest,
    })),
    backlog: presentBacklog(backlog, nowMs),
  };
}

interface MutableCounts {
  readonly counts: StatisticsCounts;
  readonly latency: number[];
}

const EMPTY: Omit<StatisticsBucket, 'atMs'> = { counts: noCounts(), latency: [] };

function presentCounts(counts: Readonly<StatisticsCounts>, latency: readonly number[], passedMs: number): StatisticsCountsView {
  const { accepted, duplicates, refused, handshakes, delivered, failed, attempts, retries } = counts;
  const received = accepted + duplicates + refused + handshakes;
  // A bucket that has just begun would show a rate that nobody sees.
  const seconds = Math.max(1, passedMs / 1_000);
  const perSecond = { received: rounded(received / seconds), delivered: rounded(delivered / seconds) };
  return {
    ...{ received, accepted, duplicates, refused, handshakes, delivered, failed, attempts, retries, perSecond },
    latencyMs: presentLatency(latency),
  };
}

function presentLatency(latency: readonly number[]): StatisticsLatencyView | null {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => latencyPercentile(latency, share));
  return p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 };
}

function presentBacklog({ waiting, due, isWhole, oldestMs }: Backlog, nowMs: number): BacklogView {
  const oldestSeconds = oldestMs === null ? null : Math.max(0, Math.round((nowMs - oldestMs) / 1_000));
  return { waiting, due, isWhole, oldestSeconds };
}

function rounded(rate: number): number {
  return Math.round(rate * 1_000) / 1_000;
}
