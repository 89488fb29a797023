import type { Uuid } from '@posthorn/contracts';
import type { Pool, PoolClient } from 'pg';
import {
  COUNTERS,
  DELIVERY_COUNTS,
  EVENT_COUNTS,
  HOURS_THAT_DIFFER,
  REFUSAL_COUNTS,
  SNAPSHOT,
  SOURCES,
  WAITING_COUNTS,
} from '../sql/ledger.sql.js';
import { LEDGER_COLUMNS, type LedgerColumn } from './ledger-columns.js';
import { hourAt, HOUR_MS } from './ledger-hour.js';

/** What became of a source's requests and of what was to be delivered of them. */
export interface LedgerEntry {
  readonly sourceId: Uuid;
  /** As counted. */
  readonly counters: Readonly<Record<LedgerColumn, number>>;
  /** As they stand in the tables. */
  readonly scheduled: number;
  readonly delivering: number;
  /** Both equations of G10 hold, and the counters agree with the tables. */
  readonly balanced: boolean;
}

/** Full hours: from inclusive, to exclusive. */
export interface LedgerPeriod {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The table side of one source. */
interface Tables {
  accepted: number;
  routes: number;
  filtered: number;
  kept: number;
  scheduled: number;
  delivering: number;
}

type SourceRow<Column extends string> = { readonly source_id: Uuid } & Readonly<Record<Column, string>>;

/** Reads the ledger: counters beside tables. Nothing of it is kept, so that whatever is wrong shows at once. */
export class LedgerReader {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly pool: Pool) {}

  /** Every source of a project that has anything in the period, by id. One reader at a time: it costs as much as a thousand requests. */
  read(projectId: Uuid, period: LedgerPeriod): Promise<LedgerEntry[]> {
    const entries = this.last.then(() => this.readNow(projectId, period));
    this.last = entries.catch(() => undefined);
    return entries;
  }

  private async readNow(projectId: Uuid, period: LedgerPeriod): Promise<LedgerEntry[]> {
    const client = await this.pool.connect();
    let failed: Error | undefined;
    try {
      await client.query(SNAPSHOT);
      const entries = await readBooks(client, projectId, period);
      await client.query('commit');
      return entries;
    } catch (error) {
      failed = error instanceof Error ? error : new Error('the ledger could not be read');
      throw error;
    } finally {
      // Not back to the pool with an open transaction.
      client.release(failed);
    }
  }
}

async function readBooks(client: PoolClient, projectId: Uuid, { fromMs, toMs }: LedgerPeriod): Promise<LedgerEntry[]> {
  const bounds = [hourAt(fromMs), hourAt(toMs)] as const;
  const { rows: sources } = await client.query<{ id: Uuid }>(SOURCES, [projectId]);
  const ids = sources.map(({ id }) => id);
  const counters = await client.query<SourceRow<LedgerColumn>>(COUNTERS, [...bounds, ids]);
  const counted = new Map(counters.rows.map((row) => [row.source_id, row]));
  const tables = new Map<Uuid, Tables>();
  const add = (rows: readonly SourceRow<string>[]): void => {
    for (const { source_id: id, ...counts } of rows) {
      const numbers = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]));
      tables.set(id, { ...(tables.get(id) ?? NOTHING), ...numbers });
    }
  };
  add((await client.query<SourceRow<string>>(EVENT_COUNTS, [...bounds, ids])).rows);
  add((await client.query<SourceRow<string>>(REFUSAL_COUNTS, [...bounds, ids])).rows);
  add((await client.query<SourceRow<string>>(WAITING_COUNTS, [...bounds, projectId])).rows);
  const disagreeing = await sourcesThatDiffer(client, ids, { fromMs, toMs });
  const entries = ids.map((id) => entryOf(id, counted.get(id), tables.get(id) ?? NOTHING, !disagreeing.has(id)));
  return entries.filter(({ balanced, scheduled, delivering, counters: all }) => {
    const isEmpty = scheduled + delivering === 0 && LEDGER_COLUMNS.every((column) => all[column] === 0);
    return !isEmpty || !balanced;
  });
}

/** Sources whose deliveries are not as counted. */
async function sourcesThatDiffer(client: PoolClient, ids: readonly Uuid[], { fromMs, toMs }: LedgerPeriod): Promise<Set<Uuid>> {
  const hours: Uuid[] = [];
  for (let ms = fromMs; ms < toMs; ms += HOUR_MS) hours.push(hourAt(ms));
  const { rows } = await client.query<{ hour: Uuid }>(HOURS_THAT_DIFFER, [hourAt(fromMs), hourAt(toMs), hours]);
  const differing = new Set<Uuid>();
  for (const { hour } of rows) {
    const next = hours[hours.indexOf(hour) + 1] ?? hourAt(toMs);
    const found = await client.query<{ source_id: Uuid }>(DELIVERY_COUNTS, [hour, next, ids]);
    for (const row of found.rows) differing.add(row.source_id);
  }
  return differing;
}

const NOTHING: Tables = { accepted: 0, routes: 0, filtered: 0, kept: 0, scheduled: 0, delivering: 0 };

function entryOf(sourceId: Uuid, row: SourceRow<LedgerColumn> | undefined, tables: Tables, deliveriesAgree: boolean): LedgerEntry {
  const entries = LEDGER_COLUMNS.map((column) => [column, Number(row?.[column] ?? 0)] as const);
  const c = Object.fromEntries(entries) as Record<LedgerColumn, number>;
  const { scheduled, delivering } = tables;
  const requestsClose = c.requests === c.accepted + c.duplicates + c.refused + c.handshakes;
  // The routes that filters stopped stand on both sides of the second equation.
  const routesClose = c.routes + c.replays === c.delivered + scheduled + delivering + c.failed + c.cancelled;
  const agree =
    c.accepted === tables.accepted &&
    c.routes === tables.routes &&
    c.filtered === tables.filtered &&
    c.refused - c.refused_not_kept === tables.kept;
  return { sourceId, counters: c, scheduled, delivering, balanced: requestsClose && routesClose && agree && deliveriesAgree };
}
