import type { Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';

const FLUSH_MS = 10_000;

/** Notes when a source's secret last verified a request: written now and then, never on the way of a request. */
export class SecretUsage {
  private readonly lastUsedAtMs = new Map<Uuid, number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly onError: (error: unknown) => void,
  ) {}

  note(secretId: Uuid, atMs: number): void {
    this.lastUsedAtMs.set(secretId, atMs);
    this.timer ??= setTimeout(() => void this.flush().catch(this.onError), FLUSH_MS).unref();
  }

  /** Writes what was noted; also at a shutdown. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.lastUsedAtMs.size === 0) return;
    const noted = [...this.lastUsedAtMs];
    this.lastUsedAtMs.clear();
    await this.pool.query(
      `update source_secret set last_used_at = greatest(last_used_at, to_timestamp(t.at / 1000.0))
       from unnest($1::uuid[], $2::float8[]) as t(id, at) where source_secret.id = t.id`,
      [noted.map(([id]) => id), noted.map(([, at]) => at)],
    );
  }
}
