import type { DataSource, EntityManager } from 'typeorm';
import { EMPTY_CONFIGURATION, type ConfigurationSnapshot } from './configuration.js';
import { loadConfiguration, type OpenSecret } from './load-configuration.js';

const CHECK_MS = 1_000;

/** Called in the transaction of every change of the configuration. */
export async function bumpConfiguration(manager: EntityManager): Promise<void> {
  await manager.query('update config_version set version = version + 1');
}

/** Keeps the configuration in memory: this process's own changes apply before they are answered, others' within a second. */
export class ConfigurationCache {
  private current = EMPTY_CONFIGURATION;
  private readonly listeners: ((snapshot: ConfigurationSnapshot) => void)[] = [];
  private loading: Promise<void> | null = null;
  private queued: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly open: OpenSecret,
    private readonly onError: (error: unknown) => void,
  ) {}

  get snapshot(): ConfigurationSnapshot {
    return this.current;
  }

  /** Told at once of the present configuration, then of each new one. */
  onChange(listener: (snapshot: ConfigurationSnapshot) => void): void {
    this.listeners.push(listener);
    listener(this.current);
  }

  async start(): Promise<void> {
    await this.reload();
    this.timer = setInterval(() => void this.check().catch(this.onError), CHECK_MS).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Resolves when a load that began after this call has been applied. */
  reload(): Promise<void> {
    if (!this.loading) {
      this.loading = this.load().finally(() => (this.loading = null));
      return this.loading;
    }
    // The load under way may have read before the caller's commit: one more, shared by all who ask meanwhile.
    this.queued ??= this.loading
      .catch(() => undefined)
      .then(() => {
        this.queued = null;
        return this.reload();
      });
    return this.queued;
  }

  private async load(): Promise<void> {
    const next = await loadConfiguration(this.dataSource, this.open);
    if (next.version < this.current.version) return;
    this.current = next;
    for (const listener of this.listeners) listener(next);
  }

  private async check(): Promise<void> {
    const rows: unknown = await this.dataSource.query('select version from config_version');
    const version = Array.isArray(rows) ? Number((rows[0] as { version?: unknown } | undefined)?.version) : Number.NaN;
    if (version !== this.current.version) await this.reload();
  }
}
