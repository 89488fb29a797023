import { randomUUID } from 'node:crypto';
import type { Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';

const HOUR_MS = 3_600_000;
const FLUSH_MS = 1_000;

interface HourCount {
  readonly sourceId: Uuid;
  readonly hourMs: number;
  count: number;
  /** As far as the database has it. */
  written: number;
}

/** Counts the refusals that were not kept, by source and hour of arrival: a flood fills neither the disk nor, with its count, a table. */
export class RefusalsNotKept {
  /** One life of this process: two that count at once do not overwrite each other. */
  private readonly counter = randomUUID();
  private readonly counts = new Map<string, HourCount>();
  private timer: NodeJS.Timeout | null = null;
  private forgotAtHourMs = 0;

  constructor(
    private readonly pool: Pool,
    private readonly retentionDays: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  count(_what: 'refusedNotKept', sourceId: Uuid, receivedAtMs: number): void {
    const hourMs = Math.floor(receivedAtMs / HOUR_MS) * HOUR_MS;
    const key = `${sourceId}${hourMs}`;
    const known = this.counts.get(key);
    if (known) known.count++;
    else this.counts.set(key, { sourceId, hourMs, count: 1, written: 0 });
    this.timer ??= setTimeout(() => void this.flush().catch(this.onError), FLUSH_MS).unref();
  }

  /** Writes what was counted; also at a shutdown. What fails is written with the next. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const due = [...this.counts].filter(([, { count, written }]) => count !== written);
    if (due.length === 0) return;
    const counted = due.map(([, { count }]) => count);
    // The whole count and not what came on top: repeated after a lost answer, it adds nothing.
    await this.pool.query(
      `insert into refusal_not_kept as old (source_id, hour, counter, count)
       select s, to_timestamp(h / 1000.0), $1::uuid, c from unnest($2::uuid[], $3::float8[], $4::int[]) as t(s, h, c)
       on conflict (source_id, hour, counter) do update set count = greatest(old.count, excluded.count)`,
      [this.counter, due.map(([, one]) => one.sourceId), due.map(([, one]) => one.hourMs), counted],
    );
    const latestMs = Math.max(...due.map(([, { hourMs }]) => hourMs));
    due.forEach(([key, one], index) => {
      one.written = counted[index] ?? one.written;
      if (one.hourMs < latestMs - HOUR_MS && one.count === one.written) this.counts.delete(key);
    });
    await this.forgetOld(latestMs);
  }

  /** Once an hour: a handful of rows, one for a source and an hour in which something was not kept. */
  private async forgetOld(hourMs: number): Promise<void> {
    if (hourMs <= this.forgotAtHourMs) return;
    await this.pool.query('delete from refusal_not_kept where hour < now() - make_interval(days => $1)', [this.retentionDays]);
    this.forgotAtHourMs = hourMs;
  }
}
