import type { Pool } from 'pg';
import { FOLD } from '../sql/fold.sql.js';

const PAGE = 5_000;
/** A flood is folded over several runs. */
const MAX_PAGES = 20;

/** Folds the deltas that batches have left into the totals. Safe to run in several processes at once and to break off anywhere. */
export class LedgerFold {
  constructor(private readonly pool: Pool) {}

  /** Answers how many deltas are gone. */
  async run(): Promise<number> {
    let folded = 0;
    for (let page = 0; page < MAX_PAGES; page++) {
      const { rows } = await this.pool.query<{ folded: number }>({ ...FOLD, values: [PAGE] });
      const count = rows[0]?.folded ?? 0;
      folded += count;
      if (count < PAGE) break;
    }
    return folded;
  }
}
