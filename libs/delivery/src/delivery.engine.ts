import type { Clock, DeliverySignals, Route, Uuid } from '@posthorn/contracts';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import {
  eventIdOf,
  timeLeftMs,
  type ClaimedDelivery,
  type ConfigurationCache,
  type DeliveryQueue,
  type HandedRoute,
  type Handoff,
  type Lane,
  type NewEvent,
  type DeliveryRef,
  type NextStep,
  type OutcomeWriter,
  type ProcessEpoch,
  type RoutePlan,
} from '@posthorn/store';
import type { Logger } from 'pino';
import type { AttemptDeadlines } from './attempt-deadlines.js';
import type { AttemptRunner } from './attempt-runner.js';
import { gateOf, laneWaits, type Gate } from './delivery-gate.js';
import type { DeliveryMetrics } from './delivery.metrics.js';
import type { DestinationDisabler } from './destination-disabler.js';
import { DestinationLane } from './destination-lane.js';
import { HeldBudget } from './held-budget.js';
import type { HeldDelivery } from './held-delivery.js';
import { QueuePump, type PumpHost } from './queue-pump.js';
import { RecentIds } from './recent-ids.js';
import { RetryPolicies } from './retry-policies.js';
import { shutdownVerdict, verdictOf, type Verdict } from './verdict.js';

export interface DeliveryEngineDependencies {
  readonly epoch: ProcessEpoch;
  readonly outcomes: OutcomeWriter;
  readonly queue: DeliveryQueue;
  readonly configuration: ConfigurationCache;
  readonly plugins: ReadonlyMap<string, AnyPlugin>;
  readonly runner: AttemptRunner;
  readonly deadlines: AttemptDeadlines;
  readonly disabler: DestinationDisabler;
  readonly metrics: DeliveryMetrics;
  readonly retentionDays: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A route stays in memory only until its first attempt begins, and no longer than this (design section 3). */
const MAX_HELD_MS = 5_000;
const SWEEP_MS = 500;
const PUT_OFF_MS = 60_000;
/** A line longer than this waits in the queue: one destination must not use up the memory of all. */
const MAX_LINE = 1_000;
/** Deliveries of a destination or subscription that is gone are claimed only to be ended. */
const ROOM_TO_END = 100;

/**
 * Delivers what this process holds. A held delivery goes: line → attempt → outcome recorded; or line → back to the queue, when it is
 * paused, waited too long, or the process stops; or it is ended without an attempt, when its destination or subscription is gone.
 */
export class DeliveryEngine implements Handoff, PumpHost, DeliverySignals {
  private readonly lanes = new Map<Uuid, DestinationLane>();
  private readonly budget = new HeldBudget();
  private readonly cancelledIds = new RecentIds();
  /** Held, in no line, and not yet back in the queue because the database is away. */
  private readonly stranded: HeldDelivery[] = [];
  /** Destinations with more in the queue than they had room for: looked at again when their line is empty. */
  private readonly backlogged = new Set<Uuid>();
  private readonly retries: RetryPolicies;
  private readonly pump: QueuePump;
  private sweeper: NodeJS.Timeout | null = null;
  private stopping = false;
  private settled: (() => void)[] = [];

  constructor(private readonly deps: DeliveryEngineDependencies) {
    this.retries = new RetryPolicies(deps.configuration);
    this.pump = new QueuePump(deps.queue, this);
    deps.metrics.observe(() => this.budget.count);
  }

  /** Before the configuration is loaded every destination looks deleted: a takeover at the start would cancel what it found. */
  get ready(): boolean {
    const { configuration, epoch } = this.deps;
    return !this.stopping && epoch.mayAttempt && configuration.snapshot.version > 0;
  }

  start(): void {
    this.deps.epoch.onEnded(() => this.forgetAll());
    this.deps.configuration.onChange(() => this.pump.wake(0));
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  plan(route: Route): RoutePlan {
    const { configuration, plugins } = this.deps;
    const delayMs = route.delaySeconds * 1_000;
    const line = this.lanes.get(route.destinationId);
    const queued = delayMs > 0 || !this.ready || this.budget.isFull || (line?.waiting ?? 0) >= MAX_LINE || this.isQuiet(line);
    return queued || laneWaits(configuration.snapshot, plugins, route) ? { to: 'queue', delayMs } : { to: 'memory' };
  }

  give(event: NewEvent & { readonly id: Uuid }, routes: readonly HandedRoute[]): void {
    const heldSinceMs = performance.now();
    for (const { deliveryId, route } of routes) {
      const { destinationId, subscriptionId } = route;
      const ref = { deliveryId, projectId: event.projectId, destinationId, subscriptionId };
      this.hold({ ...ref, slot: 0, attempts: 0, event, fromMemory: true, heldBy: this.deps.epoch.current, heldSinceMs }, 0);
    }
  }

  queued(delayMs: number): void {
    this.pump.wake(delayMs);
  }

  roomFor(lane: Lane): number | null {
    const { configuration, plugins } = this.deps;
    if (laneWaits(configuration.snapshot, plugins, lane)) return null;
    const destination = configuration.snapshot.destinations.get(lane.destinationId);
    if (!destination) return ROOM_TO_END;
    const held = this.lanes.get(lane.destinationId);
    if (this.isQuiet(held)) return 0;
    if (lane.dueInMs <= 0) this.backlogged.add(lane.destinationId);
    return Math.max(0, 2 * destination.maxConcurrency - (held?.running ?? 0) - (held?.waiting ?? 0));
  }

  take(claimed: readonly ClaimedDelivery[], askedAtMs: number): void {
    const heldSinceMs = performance.now();
    for (const delivery of claimed) this.hold({ ...delivery, fromMemory: false, heldBy: this.deps.epoch.current, heldSinceMs }, askedAtMs);
  }

  heldIds(): readonly Uuid[] {
    const held = [...this.stranded, ...[...this.lanes.values()].flatMap((lane) => lane.held)];
    return held.filter((one) => !one.fromMemory).map((one) => one.deliveryId);
  }

  onError(error: unknown): void {
    this.deps.logger.warn({ err: error }, 'delivery queue not reachable');
  }

  cancelled(deliveryIds: readonly Uuid[]): void {
    this.cancelledIds.add(deliveryIds);
    const ended = new Set(deliveryIds);
    for (const lane of this.lanes.values()) this.release(lane.remove((one) => ended.has(one.deliveryId)));
  }

  due(destinationId?: Uuid): void {
    const lane = destinationId && this.lanes.get(destinationId);
    if (lane) lane.quietUntilMs = 0;
    this.pump.wake(0);
  }

  /** Lets attempts end by themselves for so long, cuts the rest, and leaves everything else in the queue. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    if (this.sweeper) clearInterval(this.sweeper);
    await this.pump.stop();
    await this.putBack([...this.stranded.splice(0), ...[...this.lanes.values()].flatMap((lane) => lane.remove(() => true))]);
    const cut = setTimeout(() => this.deps.deadlines.cutAll('shutdown'), graceMs);
    await this.idle();
    clearTimeout(cut);
    await this.deps.outcomes.drained();
  }

  /** `knownSinceMs`: a cancellation before then was seen by whoever gave us this delivery, and undone if it is here all the same. */
  private hold(held: HeldDelivery, knownSinceMs: number): void {
    this.budget.add(held);
    if (this.cancelledIds.has(held.deliveryId, knownSinceMs)) return this.release([held]);
    let lane = this.lanes.get(held.destinationId);
    if (!lane) this.lanes.set(held.destinationId, (lane = new DestinationLane(held.destinationId)));
    lane.push(held);
    this.advance(lane);
  }

  /** Begins as many attempts as the destination may have at once. */
  private advance(lane: DestinationLane): void {
    const most = this.deps.configuration.snapshot.destinations.get(lane.destinationId)?.maxConcurrency ?? ROOM_TO_END;
    while (this.ready && !this.isQuiet(lane) && lane.running < most) {
      const held = lane.start();
      if (!held) break;
      void this.handle(lane, held);
    }
  }

  private async handle(lane: DestinationLane, held: HeldDelivery): Promise<void> {
    const { configuration, plugins, logger } = this.deps;
    let stays = false;
    try {
      const gate = gateOf(configuration.snapshot, plugins, held, held.event.sourceId);
      if (gate.pass === 'wait') stays = (await this.letGo([held])).length === 0;
      else if (gate.pass === 'end') await this.deps.outcomes.record({ ...refOf(held), attempt: null, next: gate.next }, held);
      else await this.attempt(lane, held, gate);
    } catch (error) {
      logger.error({ err: error, deliveryId: held.deliveryId }, 'delivery could not be handled, and is put off');
      stays = !(await this.putOff(held));
    } finally {
      lane.finish(held);
      if (!stays) this.budget.remove(held);
      this.advance(lane);
      if (lane.isEmpty && !this.isQuiet(lane)) this.lanes.delete(lane.destinationId);
      if (lane.waiting === 0 && this.backlogged.delete(lane.destinationId)) this.pump.wake(0);
      this.settleIfIdle();
    }
  }

  private async attempt(lane: DestinationLane, held: HeldDelivery, gate: Extract<Gate, { pass: 'go' }>): Promise<void> {
    const startedAtMs = this.deps.clock.now();
    const started = performance.now();
    const { plugin, destination, source } = gate;
    const { event, deliveryId, subscriptionId } = held;
    const result = await this.deps.runner.run({
      plugin,
      destination,
      source,
      event,
      deliveryId,
      subscriptionId,
      attempt: held.attempts + 1,
    });
    const leftMs = timeLeftMs(deliveryId, this.deps.retentionDays, this.deps.clock.now());
    const verdict = result === 'shutdown' ? shutdownVerdict(held) : verdictOf(result, this.retries.of(held), held, leftMs);
    const durationMs = Math.round(performance.now() - started);
    this.deps.metrics.count(destination.plugin, verdict.outcome, durationMs);
    if (verdict.slowDownMs > 0) lane.quietUntilMs = Math.max(lane.quietUntilMs, performance.now() + verdict.slowDownMs);
    const { outcome, reason, exchange } = verdict;
    await this.deps.outcomes.record(
      { ...refOf(held), attempt: { number: held.attempts + 1, startedAtMs, durationMs, outcome, reason, exchange }, next: verdict.next },
      held,
    );
    await this.follow(held, verdict);
  }

  private async follow(held: HeldDelivery, verdict: Verdict): Promise<void> {
    if (verdict.next.status === 'scheduled') this.pump.wake(verdict.next.delayMs);
    if (verdict.disablesDestination) await this.deps.disabler.disable(held.destinationId, verdict.reason ?? 'gone');
  }

  /** Something of ours is wrong, which another try in a minute may survive. `false` = not even that could be written. */
  private async putOff(held: HeldDelivery): Promise<boolean> {
    const next: NextStep = { status: 'scheduled', delayMs: PUT_OFF_MS, slot: held.slot, attempts: held.attempts + 1 };
    try {
      await this.deps.outcomes.record({ ...refOf(held), attempt: null, next }, held);
      return true;
    } catch (error) {
      this.onError(error);
      this.stranded.push(held);
      return false;
    }
  }

  /** Puts deliveries back where another moment, or another process, finds them; answers those that are. The sweep tries the rest again. */
  private async letGo(held: readonly HeldDelivery[]): Promise<readonly HeldDelivery[]> {
    const { queue } = this.deps;
    const put = async (some: readonly HeldDelivery[], write: () => Promise<void>): Promise<readonly HeldDelivery[]> => {
      if (some.length === 0) return some;
      try {
        await write();
        return some;
      } catch (error) {
        this.onError(error);
        this.stranded.push(...some);
        return [];
      }
    };
    const fresh = held.filter((one) => one.fromMemory);
    const claimed = held.filter((one) => !one.fromMemory);
    const spilled = await put(fresh, () => queue.spill(fresh));
    return [...spilled, ...(await put(claimed, () => queue.giveBack(claimed.map((one) => one.deliveryId))))];
  }

  private sweep(): void {
    const tooOld = performance.now() - MAX_HELD_MS;
    const old = this.stranded.splice(0);
    for (const lane of this.lanes.values()) {
      old.push(...lane.remove((held) => held.heldSinceMs < tooOld));
      this.advance(lane);
      if (lane.isEmpty && !this.isQuiet(lane)) this.lanes.delete(lane.destinationId);
    }
    if (old.length > 0) void this.putBack(old);
  }

  private async putBack(old: readonly HeldDelivery[]): Promise<void> {
    for (const held of await this.letGo(old)) this.budget.remove(held);
  }

  /** Another process has taken everything over; attempts under way end as they will. */
  private forgetAll(): void {
    const dropped = [...this.stranded.splice(0), ...[...this.lanes.values()].flatMap((lane) => lane.remove(() => true))];
    for (const held of dropped) this.budget.remove(held);
  }

  /** Their end is written already. A queue row that is there all the same belongs to a person's retry, of which we hear too late. */
  private release(ended: readonly HeldDelivery[]): void {
    for (const held of ended) {
      if (!held.fromMemory) continue;
      this.budget.remove(held);
      this.deps.epoch.unsettled.settle(eventIdOf(held.deliveryId));
    }
    void this.putBack(ended.filter((held) => !held.fromMemory));
  }

  private isQuiet(lane: DestinationLane | undefined): boolean {
    return lane !== undefined && lane.quietUntilMs > performance.now();
  }

  private async idle(): Promise<void> {
    if ([...this.lanes.values()].every((lane) => lane.running === 0)) return;
    await new Promise<void>((resolve) => this.settled.push(resolve));
  }

  private settleIfIdle(): void {
    if (!this.stopping || [...this.lanes.values()].some((lane) => lane.running > 0)) return;
    for (const resolve of this.settled.splice(0)) resolve();
  }
}

function refOf(held: HeldDelivery): DeliveryRef {
  return { deliveryId: held.deliveryId, projectId: held.projectId, destinationId: held.destinationId, subscriptionId: held.subscriptionId };
}
