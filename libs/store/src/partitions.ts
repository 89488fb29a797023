import type { Pool } from 'pg';
import { ADVISORY_LOCK } from './advisory-locks.js';
import { firstIdAt } from './events/event-id.js';
import { runUnderBriefLock } from './retention/brief-lock.js';
import { sqlStateOf } from './store-errors.js';

export const DAY_MS = 86_400_000;
/** In the order in which a day goes: without its event, nothing looks for a delivery or puts it back into the queue. */
const PARTITIONED = ['event', 'delivery', 'attempt', 'refusal', 'ledger_total', 'search_key'] as const;
/** Made ahead, so that a week without this process running as intended costs nothing. */
const DAYS_AHEAD = 7;
/** Yesterday too: an event's id may be a moment older than the day on which its statement runs. */
const DAYS_BEHIND = 1;
/** The default partition holds rows that belong here: they cannot be overtaken, and `countStrays` tells of them. */
const ROWS_STRAYED = '23514';

/** A day's part of a table. */
export interface DayPartition {
  readonly name: string;
  /** Its first moment, UTC. */
  readonly startMs: number;
}

export interface EnsuredPartitions {
  readonly made: readonly string[];
  /** Wanted and not made this time: something reads the table for long (a backup), or rows strayed. */
  readonly missing: readonly string[];
}

/** Makes the days' partitions that are missing. Existing ones are left alone, for making one locks its table. Safe to run anywhere at any time. */
export async function ensurePartitions(pool: Pool, nowMs: number): Promise<EnsuredPartitions> {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const client = await pool.connect();
  const made: string[] = [];
  const missing: string[] = [];
  let broken = true;
  try {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK.partitions]);
    const existing = new Set((await listPartitions(client)).map(({ name }) => name));
    for (let day = -DAYS_BEHIND; day <= DAYS_AHEAD; day++) {
      const start = today + day * DAY_MS;
      for (const table of PARTITIONED) {
        const name = `${table}_${dayName(start)}`;
        if (existing.has(name)) continue;
        const bounds = `from ('${firstIdAt(start)}') to ('${firstIdAt(start + DAY_MS)}')`;
        const done = await runUnderBriefLock(client, `create table ${name} partition of ${table} for values ${bounds}`).catch(notStrayed);
        (done ? made : missing).push(name);
      }
    }
    await client.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK.partitions]);
    broken = false;
  } finally {
    // A session that may still hold the lock must not go back to the pool.
    client.release(broken);
  }
  return { made, missing };
}

/** Every day's partitions, oldest day first. Those that a person has detached, to keep them, are theirs. */
export async function listPartitions(db: Pick<Pool, 'query'>): Promise<DayPartition[]> {
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
     where inhparent = any(array[${PARTITIONED.map((table) => `'${table}'::regclass`).join(', ')}])`,
  );
  const rank = (name: string): number => PARTITIONED.findIndex((table) => name.startsWith(`${table}_`));
  return rows
    .flatMap(({ name }) => {
      const startMs = startOf(name);
      return startMs === null ? [] : [{ name, startMs }];
    })
    .sort((a, b) => a.startMs - b.startMs || rank(a.name) - rank(b.name));
}

/** Rows that landed where no day's partition was: each is an alarm. Counts at most a thousand a table. */
export async function countStrays(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ strays: number }>(
    `select ${PARTITIONED.map((table) => `(select count(*) from (select from ${table}_default limit 1000) s)`).join(' + ')} as strays`,
  );
  return Number(rows[0]?.strays ?? 0);
}

function dayName(startMs: number): string {
  return new Date(startMs).toISOString().slice(0, 10).replaceAll('-', '');
}

function startOf(name: string): number | null {
  const [, year, month, day] = /_(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
  return day === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day));
}

function notStrayed(error: unknown): false {
  if (sqlStateOf(error) === ROWS_STRAYED) return false;
  throw error;
}
