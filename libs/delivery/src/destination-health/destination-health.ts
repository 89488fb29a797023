import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, DestinationConfig, Uuid } from '@posthorn/contracts';
import type { DeliveryResult } from '@posthorn/plugin-sdk';
import type { ConfigurationCache, DestinationHealthStore, Notifications, VersionedHealth } from '@posthorn/store';
import type { Logger } from 'pino';
import type { DestinationDisabler } from '../destination-disabler.js';
import { effectOf } from './attempt-effect.js';
import { HealthExchange } from './health-exchange.js';
import type { HealthMetrics, HealthTotals } from './health-metrics.js';
import { TrackedDestination } from './tracked-destination.js';

/** Deliveries of a destination that is gone are claimed only to be ended. */
export const ROOM_TO_END = 100;

/** What a shutdown gives to disabling a destination. */
const LAST_WORK_MS = 1_000;

export interface DestinationHealthDependencies {
  readonly configuration: ConfigurationCache;
  readonly store: DestinationHealthStore;
  readonly notifications: Pick<Notifications, 'on' | 'onConnect'>;
  readonly disabler: DestinationDisabler;
  readonly metrics: HealthMetrics;
  /** Attempts whose plugin still runs after their end, by plugin. */
  readonly abandoned: () => ReadonlyMap<string, number>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** An attempt that has begun. Settled once, with what the plugin made of it. */
export interface Trial {
  settle(result: DeliveryResult | 'shutdown'): void;
}

/**
 * How each destination fares, and so what it gets: as many attempts at once as it bears, a probe now and then while it is down, and an
 * end to it when it has been down for too long. Asked before each attempt and told of its end; nothing of that waits for the database.
 */
export class DestinationHealth {
  private readonly tracked = new Map<Uuid, TrackedDestination>();
  private readonly exchange: HealthExchange;
  private readonly disabling = new Map<Uuid, Promise<void>>();
  private wake: (afterMs: number) => void = () => undefined;
  private known = false;

  constructor(private readonly deps: DestinationHealthDependencies) {
    this.exchange = new HealthExchange({
      ...{ store: deps.store, notifications: deps.notifications, clock: deps.clock },
      tracked: () => this.all(),
      adopt: (rows) => rows.forEach((row) => this.adopt(row)),
      onError: (error) => deps.logger.warn({ err: error }, 'how destinations fare could not be shared, will try again'),
    });
    deps.metrics.observe(() => this.totals(), deps.abandoned);
  }

  /** After the configuration, before the first attempt. `wake`: deliveries of a destination may be tried after so long. */
  async start(wake: (afterMs: number) => void): Promise<void> {
    this.wake = wake;
    await this.exchange.start();
    this.known = true;
    this.deps.configuration.onChange(({ destinations }) => {
      for (const id of this.tracked.keys()) if (!destinations.has(id)) this.tracked.delete(id);
    });
  }

  async stop(): Promise<void> {
    // Ending what waits may take long; whoever comes next goes on with it.
    await Promise.race([Promise.all(this.disabling.values()), delay(LAST_WORK_MS, undefined, { ref: false })]);
    await this.exchange.stop();
  }

  /** Before the others' knowledge is read, a destination that is down looks well. */
  get isKnown(): boolean {
    return this.known;
  }

  /** Whether a new delivery may not be tried at once, from memory. */
  isOpen(destinationId: Uuid): boolean {
    const tracked = this.tracked.get(destinationId);
    return tracked !== undefined && !tracked.breaker.isClosed && this.config(destinationId)?.status === 'enabled';
  }

  /** Whether one more attempt may begin beside those that run. */
  mayStart(destinationId: Uuid, running: number): boolean {
    const destination = this.config(destinationId);
    if (!destination) return running < ROOM_TO_END;
    const { maxConcurrency, status } = destination;
    const tracked = this.tracked.get(destinationId);
    // What is disabled or paused is not tried, but ended or put back.
    if (!tracked || status !== 'enabled') return running < maxConcurrency;
    if (!tracked.breaker.isClosed) return tracked.breaker.isProbeDue(this.deps.clock.now());
    return running < tracked.limit.of(maxConcurrency);
  }

  /** How many deliveries to hold beside those that run; `null` = none before the next probe. */
  roomFor({ id, maxConcurrency, status }: DestinationConfig, running: number): number | null {
    const tracked = this.tracked.get(id);
    if (!tracked || status !== 'enabled') return Math.max(0, 2 * maxConcurrency - running);
    if (tracked.breaker.isClosed) return Math.max(0, 2 * tracked.limit.of(maxConcurrency) - running);
    return tracked.breaker.isProbeDue(this.deps.clock.now()) ? 1 : null;
  }

  begin(destination: DestinationConfig): Trial {
    const { clock, metrics } = this.deps;
    let tracked = this.tracked.get(destination.id);
    if (!tracked) this.tracked.set(destination.id, (tracked = new TrackedDestination(clock.now())));
    const begun = tracked.begin(clock.now());
    if (begun.isProbe) {
      metrics.changed(destination.plugin, 'half-open');
      this.exchange.hurry();
    }
    const { id } = destination;
    const own = tracked;
    return {
      settle: (result) => {
        const nowMs = clock.now();
        const effect = effectOf(result);
        if (own.end(effect, begun, destination, nowMs)) this.changed(own, begun.isProbe, destination, nowMs);
        if (effect === 'arrived' || effect === 'nothing') return;
        if (own.streak.isOver(nowMs, destination.disableAfterSeconds)) this.disable(id, own);
      },
    };
  }

  /** A person wants a try now: an open breaker lets one through. */
  insist(destinationId: Uuid): void {
    this.tracked.get(destinationId)?.breaker.insist(this.deps.clock.now());
  }

  private changed(tracked: TrackedDestination, isProbe: boolean, { id, plugin }: DestinationConfig, nowMs: number): void {
    const { state, pauses } = tracked.breaker.shared;
    this.deps.metrics.changed(plugin, state);
    if (state === 'open' && pauses === 1 && !isProbe)
      this.deps.logger.warn({ destinationId: id }, 'destination fails, its deliveries wait');
    else if (state === 'closed') this.deps.logger.info({ destinationId: id }, 'destination is back');
    this.exchange.hurry();
    this.wake(tracked.breaker.untilProbeMs(nowMs));
  }

  private disable(id: Uuid, { streak }: TrackedDestination): void {
    if (this.disabling.has(id) || streak.sinceMs === null) return;
    const done = this.deps.disabler
      .disable(id, 'failing', streak.sinceMs)
      .catch((error: unknown) =>
        this.deps.logger.error({ err: error, destinationId: id }, 'destination could not be disabled, will try again'),
      )
      .finally(() => this.disabling.delete(id));
    this.disabling.set(id, done);
  }

  private adopt(row: VersionedHealth): void {
    const destination = this.config(row.destinationId);
    let tracked = this.tracked.get(row.destinationId);
    const isNews = row.breaker !== 'closed' || row.failingSinceMs !== null || row.concurrency !== null;
    if (!destination || (!tracked && !isNews)) return;
    const nowMs = this.deps.clock.now();
    if (!tracked) this.tracked.set(row.destinationId, (tracked = new TrackedDestination(nowMs)));
    // Whoever was probing before this process began may have been this one's predecessor: better one probe more than none for a minute.
    const orphaned = !this.known && row.breaker === 'half-open';
    if (tracked.adopt(orphaned ? { ...row, breaker: 'open', nextProbeAtMs: nowMs } : row, destination))
      this.wake(tracked.breaker.untilProbeMs(nowMs));
  }

  private *all(): Iterable<readonly [Uuid, TrackedDestination, number]> {
    for (const [id, tracked] of this.tracked) {
      const destination = this.config(id);
      if (destination) yield [id, tracked, destination.maxConcurrency];
    }
  }

  private totals(): HealthTotals {
    const totals = new Map<string, { open: number; concurrency: number }>();
    for (const [id, { breaker, limit }] of this.tracked) {
      const destination = this.config(id);
      if (!destination) continue;
      const total = totals.get(destination.plugin) ?? { open: 0, concurrency: 0 };
      total.open += breaker.isClosed ? 0 : 1;
      total.concurrency += breaker.isClosed ? limit.of(destination.maxConcurrency) : 0;
      totals.set(destination.plugin, total);
    }
    return totals;
  }

  private config(id: Uuid): DestinationConfig | undefined {
    return this.deps.configuration.snapshot.destinations.get(id);
  }
}
