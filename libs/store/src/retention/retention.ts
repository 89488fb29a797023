import type { Clock, DeliveryReason, Uuid } from '@posthorn/contracts';
import type { Pool, PoolClient } from 'pg';
import { ADVISORY_LOCK } from '../advisory-locks.js';
import { firstIdAt } from '../events/event-id.js';
import { DAY_MS, listPartitions } from '../partitions.js';
import { EXPIRE } from '../sql/expire.sql.js';
import { runUnderBriefLock } from './brief-lock.js';

/** A day goes this long after its last event has expired: an attempt that began in time must find its partition when it is recorded. */
const GRACE_MS = 3_600_000;
const EXPIRE_PAGE = 500;
const EXPIRED: DeliveryReason = 'event-expired';

export interface RetentionOptions {
  readonly retentionDays: number;
  readonly clock: Clock;
  /** Told of ended deliveries that a process may hold. */
  readonly onEnded: (deliveryIds: readonly Uuid[]) => void;
}

export interface RetentionRun {
  /** Waiting deliveries that lost their event, and were failed first. */
  readonly expired: number;
  readonly dropped: readonly string[];
  /** Due, but in use by others all the time: left to the next run, with everything after it. `null` = none. */
  readonly busy: string | null;
}

/**
 * Lets history go: what waits for an expired event fails as `event-expired`, then each table's part of a day that is over for as long
 * as history is kept is dropped, one `drop table` each and never a `delete`. Every step stands for itself, so a run that is broken
 * off anywhere is finished by the next, of this process or another.
 */
export class Retention {
  private stopped = false;

  constructor(
    private readonly pool: Pool,
    private readonly options: RetentionOptions,
  ) {}

  /** `null` = another process is at it. */
  async run(): Promise<RetentionRun | null> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      const { rows } = await client.query<{ mine: boolean; now_ms: string }>(
        'select pg_try_advisory_lock($1) as mine, extract(epoch from clock_timestamp()) * 1000 as now_ms',
        [ADVISORY_LOCK.retention],
      );
      const run = rows[0]?.mine ? await this.runUntil(client, this.keptSince(Number(rows[0].now_ms))) : null;
      if (run) await client.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK.retention]);
      broken = false;
      return run;
    } finally {
      // A session that may still hold the lock must not go back to the pool.
      client.release(broken);
    }
  }

  /** Breaks a run off after its current statement. */
  stop(): void {
    this.stopped = true;
  }

  /** Of two clocks the earlier counts: one that runs ahead must not destroy history. */
  private keptSince(databaseNowMs: number): number {
    return Math.min(databaseNowMs, this.options.clock.now()) - this.options.retentionDays * DAY_MS;
  }

  private async runUntil(client: PoolClient, keptSinceMs: number): Promise<RetentionRun> {
    const expired = await this.expireWaiting(client, firstIdAt(keptSinceMs));
    const dropped: string[] = [];
    for (const { name, startMs } of await listPartitions(client)) {
      if (this.stopped || startMs + DAY_MS + GRACE_MS > keptSinceMs) break;
      // Nothing overtakes it: a delivery that went before its event would be taken for one that was never tried.
      if (!(await runUnderBriefLock(client, `drop table ${name}`))) return { expired, dropped, busy: name };
      dropped.push(name);
    }
    return { expired, dropped, busy: null };
  }

  private async expireWaiting(client: PoolClient, before: Uuid): Promise<number> {
    let expired = 0;
    for (;;) {
      const { rows } = await client.query<{ gone: number; failed: number; held: Uuid[] }>(EXPIRE.text, [before, EXPIRE_PAGE, EXPIRED]);
      const [page] = rows;
      if (!page) return expired;
      expired += page.failed;
      if (page.held.length > 0) this.options.onEnded(page.held);
      if (page.gone < EXPIRE_PAGE || this.stopped) return expired;
    }
  }
}
