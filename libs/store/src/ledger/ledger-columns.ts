/** What the ledger counts, as `ledger_delta` and `ledger_total` name it. */
export const LEDGER_COLUMNS = [
  'requests',
  'accepted',
  'duplicates',
  'refused',
  'refused_not_kept',
  'handshakes',
  'routes',
  'replays',
  'filtered',
  'delivered',
  'failed',
  'cancelled',
] as const;

export type LedgerColumn = (typeof LEDGER_COLUMNS)[number];

/** One expression for each column, with commas between. */
export function eachColumn(write: (column: LedgerColumn) => string): string {
  return LEDGER_COLUMNS.map(write).join(', ');
}
