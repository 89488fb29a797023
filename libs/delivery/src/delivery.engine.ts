import type { Clock, DeliverySignals, Route, Uuid } from '@posthorn/contracts';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import {
  eventIdOf,
  type ClaimedDelivery,
  type ClaimedRow,
  type ClaimSorting,
  type ConfigurationCache,
  type DeliveryQueue,
  type HandedRoute,
  type Handoff,
  type Lane,
  type NewEvent,
  type NextStep,
  type OutcomeWriter,
  type ProcessEpoch,
  type RoutePlan,
} from '@posthorn/store';
import type { Logger } from 'pino';
import { AttemptCycle } from './attempt-cycle.js';
import type { AttemptDeadlines } from './attempt-deadlines.js';
import type { AttemptRunner } from './attempt-runner.js';
import { follows, MAX_LANE_BYTES, sortClaim } from './claim-sorter.js';
import { gateOf, laneWaits, type Gate } from './delivery-gate.js';
import type { DeliveryMetrics } from './delivery.metrics.js';
import type { DestinationDisabler } from './destination-disabler.js';
import { ROOM_TO_END, type DestinationHealth } from './destination-health/destination-health.js';
import type { DestinationLane } from './destination-lane.js';
import { DestinationOwnership } from './destination-ownership.js';
import { refOf, type HeldDelivery } from './held-delivery.js';
import { HeldLanes } from './held-lanes.js';
import { LaneRates } from './lane-rates.js';
import { QueuePump, type PumpHost } from './queue-pump.js';
import { RecentIds } from './recent-ids.js';
import { ReturnedDeliveries } from './returned-deliveries.js';

export interface DeliveryEngineDependencies {
  readonly epoch: ProcessEpoch;
  readonly outcomes: OutcomeWriter;
  readonly queue: DeliveryQueue;
  readonly configuration: ConfigurationCache;
  readonly plugins: ReadonlyMap<string, AnyPlugin>;
  readonly runner: AttemptRunner;
  readonly deadlines: AttemptDeadlines;
  readonly disabler: DestinationDisabler;
  readonly health: DestinationHealth;
  readonly metrics: DeliveryMetrics;
  readonly retentionDays: number;
  /** Something is due that only another process may take. */
  readonly wakeOthers: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A route stays in memory only until its first attempt begins, and no longer than this (design section 3). */
const MAX_HELD_MS = 5_000;
const SWEEP_MS = 500;
const PUT_OFF_MS = 60_000;
/** A line longer than this waits in the queue: one destination must not use up the memory of all. */
const MAX_LINE = 1_000;
/** What keeps an order is mostly looked at and parked while its keys are blocked. */
const ROOM_IN_ORDER = 200;
/** Of a rate, as much is claimed as may start within this. */
const RATE_AHEAD_MS = 1_000;

/** What became of a delivery that was taken out of its line. */
type Fate = 'ended' | 'returned' | 'stranded';

/**
 * Delivers what this process holds. A held delivery goes: (behind the first of its ordering key →) line → attempt (a slot) → outcome being
 * recorded (no slot) → recorded; or line → back to the queue, when it is paused, waited too long, or the process stops; or it is ended
 * without an attempt, when its way is gone or disabled. What cannot be written back is stranded, and tried again by the sweep; what fails by
 * a fault of ours is put off for a minute.
 */
export class DeliveryEngine implements Handoff, PumpHost, DeliverySignals {
  private readonly lanes = new HeldLanes();
  private readonly cancelledIds = new RecentIds();
  /** Destinations with more in the queue than they had room for: looked at again when their line is empty. */
  private readonly backlogged = new Set<Uuid>();
  private readonly attempts: AttemptCycle;
  private readonly pump: QueuePump;
  private readonly ownership: DestinationOwnership;
  private readonly rates: LaneRates;
  private readonly returned: ReturnedDeliveries;
  /** Whether anything was queued since the owners among the other processes were woken. */
  private queuedForOthers = false;
  private sweeper: NodeJS.Timeout | null = null;
  private stopping = false;
  private settled: (() => void)[] = [];

  constructor(private readonly deps: DeliveryEngineDependencies) {
    const { queue, configuration } = deps;
    this.attempts = new AttemptCycle(deps);
    this.pump = new QueuePump(queue, this);
    this.ownership = new DestinationOwnership(configuration, queue.order);
    this.rates = new LaneRates(configuration, this.ownership, (lane) => this.advance(lane));
    this.returned = new ReturnedDeliveries(
      queue,
      () => this.pump.wake(0),
      (error) => this.onError(error),
    );
    deps.metrics.observe(() => this.lanes.budget.count);
  }

  /** Before the configuration is loaded every destination looks deleted: a takeover at the start would cancel what it found. */
  get ready(): boolean {
    const { configuration, epoch, health } = this.deps;
    return !this.stopping && epoch.mayAttempt && configuration.snapshot.version > 0 && health.isKnown;
  }

  /** Settles when nothing more has to be known before the first attempt. */
  async start(): Promise<void> {
    this.deps.epoch.onEnded(() => this.forgetAll());
    this.deps.configuration.onChange(() => this.pump.wake(0));
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS).unref();
    await this.deps.health.start((afterMs) => this.pump.wake(afterMs));
  }

  plan({ destinationId, subscriptionId, delaySeconds }: Route): RoutePlan {
    const delayMs = delaySeconds * 1_000;
    const lane = this.lanes.find(destinationId);
    const isCrowded =
      this.lanes.budget.isFull || (lane?.waiting ?? 0) >= MAX_LINE || lane?.isQuiet || this.deps.health.isOpen(destinationId);
    if (delayMs > 0 || !this.ready || isCrowded || this.isOwned(destinationId)) return { to: 'queue', delayMs };
    return this.laneWaits({ destinationId, subscriptionId }) ? { to: 'queue', delayMs } : { to: 'memory' };
  }

  give(event: NewEvent & { readonly id: Uuid }, routes: readonly HandedRoute[]): void {
    const held = {
      slot: 0,
      attempts: 0,
      order: null,
      event,
      fromMemory: true,
      heldBy: this.deps.epoch.current,
      heldSinceMs: performance.now(),
    };
    for (const { deliveryId, route } of routes) {
      const { destinationId, subscriptionId } = route;
      this.hold({ deliveryId, projectId: event.projectId, destinationId, subscriptionId, ...held }, 0);
    }
  }

  queued(delayMs: number): void {
    this.queuedForOthers = true;
    this.pump.wake(delayMs);
  }

  async prepare(due: readonly Lane[]): Promise<void> {
    await this.ownership.take(due.map((lane) => lane.destinationId));
    if (!this.queuedForOthers || !due.some((lane) => this.ownership.isOthers(lane.destinationId))) return;
    this.queuedForOthers = false;
    this.deps.wakeOthers();
  }

  isOwned(destinationId: Uuid): boolean {
    return this.ownership.isNeeded(destinationId);
  }

  projectOf(destinationId: Uuid): Uuid {
    return this.deps.configuration.snapshot.destinations.get(destinationId)?.projectId ?? '';
  }

  roomFor({ destinationId, subscriptionId, dueInMs }: Lane): number | null {
    if (this.laneWaits({ destinationId, subscriptionId })) return null;
    const { configuration, health } = this.deps;
    const { destinations, subscriptions } = configuration.snapshot;
    const destination = destinations.get(destinationId);
    if (!destination) return ROOM_TO_END;
    if (this.isOwned(destinationId) && !this.ownership.owns(destinationId)) return 0;
    const lane = this.lanes.of(destinationId);
    if (lane.isQuiet || lane.bytes >= MAX_LANE_BYTES) return 0;
    const slots = health.roomFor(destination, lane.running);
    if (slots === null) return null;
    if (dueInMs <= 0) this.backlogged.add(destinationId);
    const room = subscriptions.get(subscriptionId)?.orderingKey && !health.isOpen(destinationId) ? ROOM_IN_ORDER : slots;
    return Math.max(0, Math.min(room, this.rates.startsWithin(lane, RATE_AHEAD_MS) ?? room) - lane.waiting);
  }

  sort(rows: readonly ClaimedRow[]): ClaimSorting {
    return sortClaim(rows, this.lanes);
  }

  take(claimed: readonly ClaimedDelivery[], askedAtMs: number): void {
    const late: HeldDelivery[] = [];
    for (const delivery of claimed) {
      const held = { ...delivery, fromMemory: false, heldBy: this.deps.epoch.current, heldSinceMs: performance.now() };
      const { order, destinationId } = delivery;
      // While it was loaded, what stood before it may have gone back into the queue.
      if (order && !follows(delivery, this.lanes.tailOf(destinationId, order.key))) late.push(held);
      else this.hold(held, askedAtMs);
    }
    for (const held of late) this.lanes.budget.add(held);
    if (late.length > 0) void this.putBack(late);
  }

  heldIds(): readonly Uuid[] {
    return [...this.returned.held, ...this.lanes.held].filter((one) => !one.fromMemory).map((one) => one.deliveryId);
  }

  onError(error: unknown): void {
    this.deps.logger.warn({ err: error }, 'delivery queue not reachable');
  }

  cancelled(deliveryIds: readonly Uuid[]): void {
    this.cancelledIds.add(deliveryIds);
    const ended = new Set(deliveryIds);
    for (const lane of this.lanes.all) {
      this.release(lane.removeEnded((one) => ended.has(one.deliveryId)));
      this.advance(lane);
    }
  }

  due(destinationId?: Uuid): void {
    const lane = destinationId && this.lanes.find(destinationId);
    if (lane) lane.quietUntilMs = 0;
    if (destinationId) this.deps.health.insist(destinationId);
    this.pump.wake(0);
  }

  /** Lets attempts end by themselves for so long, cuts the rest, and leaves everything else in the queue. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    if (this.sweeper) clearInterval(this.sweeper);
    await this.pump.stop();
    await this.putBack([...this.returned.takeStranded(), ...this.lanes.removeWaiting()]);
    const cut = setTimeout(() => this.deps.deadlines.cutAll('shutdown'), graceMs);
    if (!this.lanes.isIdle) await new Promise<void>((resolve) => this.settled.push(resolve));
    clearTimeout(cut);
    await this.deps.health.stop();
    await this.deps.outcomes.drained();
    await this.returned.pay();
  }

  private laneWaits(lane: Pick<Lane, 'destinationId' | 'subscriptionId'>): boolean {
    return laneWaits(this.deps.configuration.snapshot, this.deps.plugins, lane);
  }

  /** `knownSinceMs`: a cancellation before then was seen by whoever gave us this delivery, and undone if it is here all the same. */
  private hold(held: HeldDelivery, knownSinceMs: number): void {
    this.lanes.budget.add(held);
    if (this.cancelledIds.has(held.deliveryId, knownSinceMs)) return this.release([held]);
    const lane = this.lanes.of(held.destinationId);
    lane.push(held);
    this.advance(lane);
  }

  /** Begins as many attempts as the destination may have at once. */
  private advance(lane: DestinationLane): void {
    const { health } = this.deps;
    while (this.ready && lane.canStart && !lane.isQuiet && health.mayStart(lane.destinationId, lane.running) && this.rates.mayStart(lane)) {
      const held = lane.start();
      if (held) void this.handle(lane, held);
    }
  }

  private async handle(lane: DestinationLane, held: HeldDelivery): Promise<void> {
    let fate: Fate = 'stranded';
    try {
      fate = await this.decide(lane, held);
    } catch (error) {
      this.deps.logger.error({ err: error, deliveryId: held.deliveryId }, 'delivery could not be handled, and is put off');
      fate = await this.putOff(held);
    } finally {
      const { returned, emptiedKey } = lane.finish(held, fate === 'ended');
      if (fate !== 'stranded') this.lanes.budget.remove(held);
      if (returned.length > 0) void this.putBack(returned);
      if (emptiedKey !== null) this.returned.letGo(emptiedKey);
      this.advance(lane);
      this.lanes.dropIfIdle(lane);
      if (lane.waiting === 0 && this.backlogged.delete(lane.destinationId)) this.pump.wake(0);
      if (this.stopping && this.lanes.isIdle) for (const resolve of this.settled.splice(0)) resolve();
    }
  }

  private async decide(lane: DestinationLane, held: HeldDelivery): Promise<Fate> {
    const { configuration, plugins, outcomes } = this.deps;
    let gate = gateOf(configuration.snapshot, plugins, held, held.event.sourceId);
    if (gate.pass === 'end') {
      // What looks deleted may have been made by another process a moment ago.
      const isPresent = await configuration.check().then(
        () => true,
        () => false,
      );
      gate = isPresent ? gateOf(configuration.snapshot, plugins, held, held.event.sourceId) : { pass: 'wait' };
    }
    if (gate.pass === 'go') return this.attempt(lane, held, gate);
    if (gate.pass === 'wait') return (await this.returned.putBack([held])).length > 0 ? 'returned' : 'stranded';
    await outcomes.record({ ...refOf(held), attempt: null, next: gate.next }, held);
    return 'ended';
  }

  private async attempt(lane: DestinationLane, held: HeldDelivery, gate: Extract<Gate, { pass: 'go' }>): Promise<Fate> {
    this.rates.note(lane);
    const { next, reason, disablesDestination } = await this.attempts.run(held, gate, ({ slowDownMs }) => {
      if (slowDownMs > 0) lane.quietUntilMs = Math.max(lane.quietUntilMs, performance.now() + slowDownMs);
      // The receiver has answered: its slot need not wait for the disk.
      lane.free(held);
      this.advance(lane);
    });
    if (next.status === 'scheduled') this.pump.wake(next.delayMs);
    if (disablesDestination) await this.deps.disabler.disable(held.destinationId, reason ?? 'gone');
    return next.status === 'scheduled' ? 'returned' : 'ended';
  }

  /** Something of ours is wrong, which another try in a minute may survive. */
  private async putOff(held: HeldDelivery): Promise<Fate> {
    const next: NextStep = { status: 'scheduled', delayMs: PUT_OFF_MS, slot: held.slot, attempts: held.attempts + 1 };
    try {
      await this.deps.outcomes.record({ ...refOf(held), attempt: null, next }, held);
      return 'returned';
    } catch (error) {
      this.onError(error);
      this.returned.strand([held]);
      return 'stranded';
    }
  }

  private sweep(): void {
    const tooOld = performance.now() - MAX_HELD_MS;
    const old = this.returned.takeStranded();
    for (const lane of this.lanes.all) {
      old.push(...lane.removeOld(tooOld));
      this.advance(lane);
      this.lanes.dropIfIdle(lane);
    }
    if (old.length > 0) void this.putBack(old);
    void this.returned.pay();
  }

  private async putBack(old: readonly HeldDelivery[]): Promise<void> {
    for (const held of await this.returned.putBack(old)) this.lanes.budget.remove(held);
  }

  /** Another process has taken everything over; attempts under way end as they will. */
  private forgetAll(): void {
    this.ownership.forget();
    for (const held of [...this.returned.takeStranded(), ...this.lanes.removeWaiting()]) this.lanes.budget.remove(held);
  }

  /** Their end is written already. A queue row that is there all the same belongs to a person's retry, of which we hear too late. */
  private release(ended: readonly HeldDelivery[]): void {
    for (const held of ended) {
      if (!held.fromMemory) continue;
      this.lanes.budget.remove(held);
      this.deps.epoch.unsettled.settle(eventIdOf(held.deliveryId));
    }
    void this.putBack(ended.filter((held) => !held.fromMemory));
  }
}
