import type { Clock, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { sweepStatistics } from '../sql/statistics.sql.js';
import { keptDaysOf, STATISTICS_STEPS } from './statistics-steps.js';

const PAGE = 5_000;
/** A rest is taken by the next run. */
const MAX_PAGES = 20;
const TABLES = ['statistics_bucket', 'failing_destination'] as const;

export interface StatisticsSweepOptions {
  readonly retentionDays: number;
  readonly clock: Clock;
}

/**
 * Removes buckets past their time, page by page. There are some two thousand a day and project, whatever the traffic: too few for a
 * partition a day, which would be one more for every statement to plan. Safe in several processes at once.
 */
export class StatisticsSweep {
  constructor(
    private readonly pool: Pool,
    private readonly options: StatisticsSweepOptions,
  ) {}

  /** Answers how many rows are gone. */
  async run(): Promise<number> {
    const { retentionDays, clock } = this.options;
    const { rows: projects } = await this.pool.query<{ id: Uuid }>('select id from project');
    let swept = 0;
    for (const { id } of projects) {
      for (const step of STATISTICS_STEPS) {
        for (const table of TABLES) {
          const values = [id, step, new Date(clock.now()), keptDaysOf(step, retentionDays), PAGE];
          for (let page = 0; page < MAX_PAGES; page++) {
            const { rowCount } = await this.pool.query(sweepStatistics(table), values);
            swept += rowCount ?? 0;
            if ((rowCount ?? 0) < PAGE) break;
          }
        }
      }
    }
    return swept;
  }
}
