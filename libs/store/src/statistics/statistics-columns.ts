/** What the statistics count, as `statistics_bucket` names it. What was received is the sum of the first four. */
export const STATISTICS_COLUMNS = [
  'accepted',
  'duplicates',
  'refused',
  'handshakes',
  'delivered',
  'failed',
  'attempts',
  'retries',
] as const;

export type StatisticsColumn = (typeof STATISTICS_COLUMNS)[number];
export type StatisticsCounts = Record<StatisticsColumn, number>;

export function noCounts(): StatisticsCounts {
  return { accepted: 0, duplicates: 0, refused: 0, handshakes: 0, delivered: 0, failed: 0, attempts: 0, retries: 0 };
}

/** Adds the second to the first. */
export function addCounts(to: StatisticsCounts, counts: Readonly<StatisticsCounts>): void {
  for (const column of STATISTICS_COLUMNS) to[column] += counts[column];
}
