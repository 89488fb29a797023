import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CHANNEL, type DestinationHealthStore, type Notifications, type VersionedHealth } from '@posthorn/store';
import type { TrackedDestination } from './tracked-destination.js';

const TICK_MS = 1_000;
/** Notices wake us at once; this finds what a lost one would have told. */
const READ_MS = 5_000;
/** A breaker's change goes out at once, with what else changes in the same moment. */
const SOON_MS = 20;
/** A shutdown does not wait longer for this. */
const LAST_WORDS_MS = 1_000;

export interface HealthExchangeOptions {
  readonly store: DestinationHealthStore;
  readonly notifications: Pick<Notifications, 'on' | 'onConnect'>;
  readonly clock: Clock;
  /** What this process knows, with the most attempts at once that each destination may have. */
  readonly tracked: () => Iterable<readonly [id: Uuid, tracked: TrackedDestination, maxConcurrency: number]>;
  readonly adopt: (rows: readonly VersionedHealth[]) => void;
  readonly onError: (error: unknown) => void;
}

/** Tells the other processes how destinations fare, and hears it of them. Nothing waits for it. */
export class HealthExchange {
  private readonly timers: NodeJS.Timeout[] = [];
  private soon: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();
  private hearing = false;
  private stopped = false;

  constructor(private readonly options: HealthExchangeOptions) {}

  /** Settles when what the others know is known here: an open breaker must not be found out again. */
  async start(): Promise<void> {
    const { notifications } = this.options;
    await this.read(true);
    notifications.on(CHANNEL.health, () => this.hear());
    notifications.onConnect(() => this.queue(() => this.read(true)));
    this.timers.push(setInterval(() => this.queue(() => this.tell()), TICK_MS).unref());
    this.timers.push(setInterval(() => this.hear(), READ_MS).unref());
  }

  /** A breaker has changed. */
  hurry(): void {
    if (this.stopped) return;
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.queue(() => this.tell());
    }, SOON_MS).unref();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    if (this.soon) clearTimeout(this.soon);
    const told = this.working.then(() => this.tell()).catch(this.options.onError);
    await Promise.race([told, delay(LAST_WORDS_MS, undefined, { ref: false })]);
  }

  /** Notices that come while a look is still to be taken are told by it. */
  private hear(): void {
    if (this.hearing) return;
    this.hearing = true;
    this.queue(() => {
      this.hearing = false;
      return this.read();
    });
  }

  /** One after the other: an answer that overtakes another would undo what it told. */
  private queue(work: () => Promise<void>): void {
    if (this.stopped) return;
    this.working = this.working.then(work).catch(this.options.onError);
  }

  private async read(all = false): Promise<void> {
    this.options.adopt(await this.options.store.read(all));
  }

  private async tell(): Promise<void> {
    const { store, clock, tracked } = this.options;
    const nowMs = clock.now();
    const due = [...tracked()].filter(([, one]) => one.isToTell(nowMs));
    if (due.length === 0) return;
    const changes = due.map(([destinationId, one, max]) => ({ ...one.toTell(max, nowMs), destinationId, version: one.version }));
    let written: ReadonlyMap<Uuid, number> = new Map();
    try {
      written = await store.write(changes);
    } finally {
      for (const [id, one] of due) {
        const version = written.get(id);
        if (version === undefined) one.notTold();
        else one.version = version;
      }
    }
    // Another process wrote in between: what it knows comes first, then what of ours is still news.
    if (written.size < due.length) await this.read();
  }
}
