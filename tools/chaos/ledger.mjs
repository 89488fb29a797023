// G10 after a round: the books close, and say what the store and the receivers say.
import pg from 'pg';
import '../bootstrap/register-ts.mjs';

const { LedgerReader } = await import(new URL('../../libs/store/src/ledger/ledger-reader.ts', import.meta.url).href);

const HOUR_MS = 3_600_000;

/** Lines of what is wrong in the ledger of every source of the round's database, whose relays have been stopped. */
export async function ledgerFaults({ postgres, database }, { events, deliveries }) {
  const pool = new pg.Pool({ connectionString: postgres.url(database), max: 1 });
  try {
    const reader = new LedgerReader(pool);
    const { rows } = await pool.query('select id from project');
    const toMs = Math.ceil(Date.now() / HOUR_MS + 1) * HOUR_MS;
    const books = await Promise.all(rows.map(({ id }) => reader.read(id, { fromMs: toMs - 12 * HOUR_MS, toMs })));
    const entries = books.flat();
    const sum = (column) => entries.reduce((total, { counters }) => total + counters[column], 0);
    const expected = { accepted: events, routes: deliveries, delivered: deliveries, failed: 0, cancelled: 0 };
    return [
      ...entries.filter(({ balanced }) => !balanced).map((entry) => `out of balance: ${JSON.stringify(entry)}`),
      ...Object.entries(expected)
        .filter(([column, count]) => sum(column) !== count)
        .map(([column, count]) => `${sum(column)} ${column} instead of ${count}`),
    ];
  } finally {
    await pool.end();
  }
}
