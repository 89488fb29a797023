import type { Pool } from 'pg';
import { firstIdAt } from './events/event-id.js';

const DAY_MS = 86_400_000;
const PARTITIONED = ['event', 'delivery', 'attempt', 'refusal'] as const;
/** Made ahead, so that a week without this process running as intended costs nothing. */
const DAYS_AHEAD = 7;
/** Yesterday too: an event's id may be a moment older than the day on which its statement runs. */
const DAYS_BEHIND = 1;
const LOCK = 7_304_119;

/** Makes the days' partitions that are missing. Creating one locks its parent for a moment, so existing ones are left alone. */
export async function ensurePartitions(pool: Pool, nowMs: number): Promise<string[]> {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const client = await pool.connect();
  const made: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const { rows } = await client.query<{ relname: string }>(`select relname from pg_class where relkind = 'r' and relispartition`);
    const existing = new Set(rows.map((row) => row.relname));
    for (let day = -DAYS_BEHIND; day <= DAYS_AHEAD; day++) {
      const start = today + day * DAY_MS;
      for (const table of PARTITIONED) {
        const name = `${table}_${new Date(start).toISOString().slice(0, 10).replaceAll('-', '')}`;
        if (existing.has(name)) continue;
        await client.query(
          `create table ${name} partition of ${table} for values from ('${firstIdAt(start)}') to ('${firstIdAt(start + DAY_MS)}')`,
        );
        made.push(name);
      }
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
  return made;
}

/** Rows that landed where no day's partition was: each is an alarm. */
export async function countStrays(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ strays: number }>(
    `select ${PARTITIONED.map((table) => `(select count(*) from (select from ${table}_default limit 1000) s)`).join(' + ')} as strays`,
  );
  return Number(rows[0]?.strays ?? 0);
}
