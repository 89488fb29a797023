import type { Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { timeOfId } from '../events/event-id.js';
import { BACKLOG, STATISTICS, TOP_FAILING } from '../sql/statistics.sql.js';
import { STATISTICS_COLUMNS, type StatisticsColumn, type StatisticsCounts } from './statistics-columns.js';
import { fewestBuckets, type StatisticsSegment } from './statistics-steps.js';

/** A bucket that anything happened in. */
export interface StatisticsBucket {
  readonly atMs: number;
  readonly counts: Readonly<StatisticsCounts>;
  /** A histogram (`latency-histogram.ts`). */
  readonly latency: readonly number[];
}

export interface FailingDestination {
  readonly destinationId: Uuid;
  readonly failed: number;
  readonly retried: number;
  readonly lastReason: string | null;
}

/** What waits now. */
export interface Backlog {
  readonly waiting: number;
  /** Of `waiting`: those whose time has come. */
  readonly due: number;
  /** `false` = there is more than was looked at, so that every number is the least that it can be. */
  readonly isWhole: boolean;
  /** When the oldest event among them came; `null` = nothing waits. */
  readonly oldestMs: number | null;
}

/** A longer backlog is not counted to its end. */
export const MAX_BACKLOG = 10_000;

/** Reads the rollups. What it costs depends on the number of buckets, never on that of events. */
export class StatisticsReader {
  constructor(private readonly pool: Pool) {}

  /** Oldest first; buckets that nothing happened in are left out. */
  async buckets(projectId: Uuid, { step, fromMs, toMs }: StatisticsSegment): Promise<StatisticsBucket[]> {
    type Row = Readonly<Record<StatisticsColumn | 'at_seconds' | 'latency', string>>;
    const { rows } = await this.pool.query<Row>(STATISTICS, [projectId, step, new Date(fromMs), new Date(toMs)]);
    return rows.map((row) => ({
      atMs: Number(row.at_seconds) * 1_000,
      counts: Object.fromEntries(STATISTICS_COLUMNS.map((column) => [column, Number(row[column])])) as StatisticsCounts,
      latency: row.latency === '' ? [] : row.latency.split(',').map(Number),
    }));
  }

  /** Those with most failures first. */
  async topFailing(projectId: Uuid, period: StatisticsSegment, limit: number): Promise<FailingDestination[]> {
    interface Row {
      readonly destination_id: Uuid;
      readonly failed: string;
      readonly retried: string;
      readonly last_reason: string | null;
    }
    const { rows } = await this.pool.query<Row>(TOP_FAILING, topFailingValues(projectId, period, limit));
    return rows.map(({ destination_id: destinationId, failed, retried, last_reason: lastReason }) => ({
      ...{ destinationId, failed: Number(failed), retried: Number(retried), lastReason },
    }));
  }

  async backlog(projectId: Uuid): Promise<Backlog> {
    interface Row {
      readonly waiting: number;
      readonly due: number;
      readonly oldest: Uuid | null;
      readonly parked: number;
    }
    const { rows } = await this.pool.query<Row>(BACKLOG, [projectId, MAX_BACKLOG + 1]);
    const { waiting, due, oldest, parked } = rows[0] ?? { waiting: 0, due: 0, oldest: null, parked: 0 };
    return {
      waiting: Math.min(waiting, MAX_BACKLOG),
      due: Math.min(due, MAX_BACKLOG),
      isWhole: Math.max(waiting, parked) <= MAX_BACKLOG,
      oldestMs: oldest === null ? null : timeOfId(oldest),
    };
  }
}

/** The values of `TOP_FAILING`. */
export function topFailingValues(projectId: Uuid, period: StatisticsSegment, limit: number): unknown[] {
  const segments = fewestBuckets(period);
  return [
    projectId,
    segments.map(({ step }) => step),
    segments.map(({ fromMs }) => new Date(fromMs)),
    segments.map(({ toMs }) => new Date(toMs)),
    limit,
  ];
}
