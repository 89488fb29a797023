import type { Uuid } from '@posthorn/contracts';
import type { ClaimedDelivery, ClaimedRow, ClaimSorting, DeliveryQueue, Lane, LaneRoom } from '@posthorn/store';
import { fairLanes } from './fair-lanes.js';

/** At most this many lanes in one claim: the statement stays small whatever waits. */
const MAX_LANES = 200;
const MAX_CLAIM = 200;
/** What another process queued is found at this pace; wake-ups between processes come with several of them. */
const IDLE_MS = 1_000;
const MIN_MS = 20;
const AFTER_ERROR_MS = 1_000;
/** A claim that was committed while its answer was lost is nobody's, nor is a key that was left parked: they are looked for this often. */
const LOOK_BACK_MS = 5_000;

/** What the pump asks of the engine. */
export interface PumpHost {
  /** Told of the lanes with something due before it is asked for their room. */
  prepare(due: readonly Lane[]): Promise<void>;
  /** How many more deliveries of this lane can be taken now; 0 = it waits. `null` = it is paused, or its breaker is open: do not even watch its due time. */
  roomFor(lane: Lane): number | null;
  /** Whether only the destination's owner may claim there. */
  isOwned(destinationId: Uuid): boolean;
  projectOf(destinationId: Uuid): Uuid;
  /** What becomes of claimed rows before they are loaded. */
  sort(rows: readonly ClaimedRow[]): ClaimSorting;
  /** `askedAtMs`: when their claim was sent, by the monotonic clock. */
  take(claimed: readonly ClaimedDelivery[], askedAtMs: number): void;
  /** What memory has of this process's claims. */
  heldIds(): readonly Uuid[];
  /** Whether attempts may start at all. */
  readonly ready: boolean;
  onError(error: unknown): void;
}

/** Moves due deliveries from the queue into memory, woken by the next due time and by whoever knows of something due. */
export class QueuePump {
  private timer: NodeJS.Timeout | null = null;
  private wakeAtMs = Number.POSITIVE_INFINITY;
  private running: Promise<void> | null = null;
  private again = false;
  private lookedBackAtMs = performance.now();
  private stopped = false;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly host: PumpHost,
  ) {}

  /** Something falls due after so long: look then, or earlier if something else does. */
  wake(afterMs: number): void {
    if (this.stopped) return;
    const atMs = performance.now() + Math.max(afterMs, MIN_MS);
    if (this.running) this.again = true;
    if (atMs >= this.wakeAtMs) return;
    this.arm(atMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private arm(atMs: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.wakeAtMs = atMs;
    this.timer = setTimeout(() => this.run(), Math.max(0, atMs - performance.now())).unref();
  }

  private run(): void {
    if (this.running || this.stopped) return;
    this.wakeAtMs = Number.POSITIVE_INFINITY;
    this.again = false;
    this.running = this.pump()
      .catch((error: unknown) => {
        this.host.onError(error);
        return AFTER_ERROR_MS;
      })
      .then((nextMs) => {
        this.running = null;
        if (!this.stopped) this.arm(performance.now() + (this.again ? MIN_MS : Math.min(nextMs, IDLE_MS)));
      });
  }

  /** One look at the queue; answers when to look again. */
  private async pump(): Promise<number> {
    if (!this.host.ready) return IDLE_MS;
    await this.lookBack();
    const lanes = await this.queue.lanes();
    await this.host.prepare(lanes.filter((lane) => lane.dueInMs <= 0));
    const due: (LaneRoom & { readonly projectId: Uuid })[] = [];
    let nextMs = IDLE_MS;
    for (const lane of lanes) {
      const { destinationId, subscriptionId, dueInMs } = lane;
      const room = this.host.roomFor(lane);
      if (room === null) continue;
      const owned = this.host.isOwned(destinationId);
      const projectId = this.host.projectOf(destinationId);
      if (dueInMs > 0) nextMs = Math.min(nextMs, dueInMs);
      else if (room > 0) due.push({ destinationId, subscriptionId, room: Math.min(room, MAX_CLAIM), owned, projectId });
    }
    if (due.length === 0) return Math.max(nextMs, MIN_MS);
    const askedAtMs = performance.now();
    const { claimed, parked } = await this.queue.claim(fairLanes(due, MAX_LANES), (rows) => this.host.sort(rows));
    this.host.take(claimed, askedAtMs);
    return claimed.length + parked > 0 ? MIN_MS : Math.max(nextMs, MIN_MS);
  }

  /** Between two claims, so that none is under way whose answer is still to come. */
  private async lookBack(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.lookedBackAtMs < LOOK_BACK_MS) return;
    await this.queue.releaseForgotten(this.host.heldIds());
    await this.queue.order.walk();
    this.lookedBackAtMs = nowMs;
  }
}
