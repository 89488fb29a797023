import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { CHANNEL, type Notifications } from '../notifications.js';
import { EMPTY_CONFIGURATION, type ConfigurationSnapshot } from './configuration.js';
import { loadConfiguration, type OpenSecret } from './load-configuration.js';

const CHECK_MS = 1_000;

/** Looks for unknown slugs begin at most this often, however many ask: whoever guesses URLs must not keep the database busy. */
const LOOK_MS = 50;

/** Without a successful check for this long, a process no longer knows what operators want, and says so (503). */
const STALE_MS = 3_000;

/** A connection that outlived a failover leads to a server that no longer hears of changes. */
const VERSION = `select version, current_setting('transaction_read_only') = 'on' as standby from config_version`;

class StandbyError extends Error {
  override readonly name = 'StandbyError';
}

/** Called in the transaction of every change of the configuration. Tells the others at its commit. */
export async function bumpConfiguration(manager: EntityManager): Promise<void> {
  await manager.query(`with bumped as (update config_version set version = version + 1 returning version)
    select pg_notify('${CHANNEL.configuration}', version::text) from bumped`);
}

/** Keeps the configuration in memory: this process's own changes apply before they are answered, others' within a second. */
export class ConfigurationCache {
  private current = EMPTY_CONFIGURATION;
  private readonly listeners: ((snapshot: ConfigurationSnapshot) => void)[] = [];
  private loading: Promise<void> | null = null;
  private queued: Promise<void> | null = null;
  private checking: Promise<void> | null = null;
  private looking: Promise<void> | null = null;
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  private checkedAtMs = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | null = null;
  private siblings: () => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly notifications: Notifications,
    private readonly open: OpenSecret,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Whether the snapshot was known to be the present one within the last three seconds. */
  get isFresh(): boolean {
    return performance.now() - this.checkedAtMs < STALE_MS;
  }

  get snapshot(): ConfigurationSnapshot {
    return this.current;
  }

  /** Told at once of the present configuration, then of each new one. */
  onChange(listener: (snapshot: ConfigurationSnapshot) => void): void {
    this.listeners.push(listener);
    listener(this.current);
  }

  async start(): Promise<void> {
    const check = (): void => void this.check().catch(this.onError);
    // Before the load: a change that is told of between the two must not be missed.
    this.notifications.on(CHANNEL.configuration, check);
    this.notifications.onConnect(check);
    await this.reload();
    this.timer = setInterval(check, CHECK_MS).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** What must have a change besides this process before it is answered: its siblings on the same port. */
  setSiblings(changed: () => Promise<void>): void {
    this.siblings = changed;
  }

  /** Puts a change that has just been committed in force, here and in the siblings. */
  async publish(): Promise<void> {
    await Promise.all([this.reload(), this.siblings()]);
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

  /** Makes sure that the snapshot is the present one; all who ask at once share one look. */
  check(): Promise<void> {
    this.checking ??= this.compare().finally(() => (this.checking = null));
    return this.checking;
  }

  /**
   * Resolves when a check that began after this call has been made: for an unknown slug, whose source another process may have made
   * a moment ago. Coalesced, and at most 20 a second.
   */
  look(): Promise<void> {
    this.looking ??= this.nextLook();
    return this.looking;
  }

  private async nextLook(): Promise<void> {
    try {
      const waitMs = this.lookedAtMs + LOOK_MS - performance.now();
      if (waitMs > 0) await delay(waitMs);
      // One that is under way may have read before the caller's source was committed.
      await this.checking?.catch(() => undefined);
    } finally {
      // Whoever asks from here on may ask for something newer.
      this.looking = null;
      this.lookedAtMs = performance.now();
    }
    await this.check();
  }

  private async compare(): Promise<void> {
    const askedAtMs = performance.now();
    const [row] = await this.notifications.query<{ version: string; standby: boolean }>(VERSION);
    if (row?.standby) {
      this.notifications.reconnect();
      throw new StandbyError('the listening connection leads to a read-only server, which may not have the latest changes');
    }
    if (Number(row?.version) !== this.current.version) await this.reload();
    else this.checkedAtMs = Math.max(this.checkedAtMs, askedAtMs);
  }

  private async load(): Promise<void> {
    const askedAtMs = performance.now();
    const next = await loadConfiguration(this.dataSource, this.open);
    this.checkedAtMs = Math.max(this.checkedAtMs, askedAtMs);
    // The same again would only recompile everything. A lower version is believed: loads follow each other, so a failover lost changes.
    if (next.version === this.current.version) return;
    this.current = next;
    for (const listener of this.listeners) listener(next);
  }
}
