import type { StatisticsStep } from '@posthorn/store';

/** The lengths of buckets that may be asked for. */
export const STATISTICS_INTERVALS = ['1m', '5m', '1h', '1d'] as const;
export type StatisticsInterval = (typeof STATISTICS_INTERVALS)[number];

export const STEP_OF: Readonly<Record<StatisticsInterval, StatisticsStep>> = { '1m': 1, '5m': 5, '1h': 60, '1d': 1_440 };
