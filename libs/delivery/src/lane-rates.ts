import type { ConfigurationCache } from '@posthorn/store';
import type { DestinationLane } from './destination-lane.js';
import type { DestinationOwnership } from './destination-ownership.js';
import { RateWindow } from './rate-window.js';

/** Holds lanes to the rate limits of their destinations: one timer for a lane that waits, none for its deliveries. */
export class LaneRates {
  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly ownership: DestinationOwnership,
    private readonly onReady: (lane: DestinationLane) => void,
  ) {}

  /** Whether another attempt may start now; if not, the lane is told when it may. */
  mayStart(lane: DestinationLane): boolean {
    const waitMs = this.windowOf(lane)?.waitMs(performance.now()) ?? 0;
    if (waitMs === 0) return true;
    lane.rateTimer ??= setTimeout(() => {
      lane.rateTimer = null;
      this.onReady(lane);
    }, Math.ceil(waitMs)).unref();
    return false;
  }

  note(lane: DestinationLane): void {
    this.windowOf(lane)?.note(performance.now());
  }

  /** How many may start within so long; `null` = as many as there are. */
  startsWithin(lane: DestinationLane, ms: number): number | null {
    return this.windowOf(lane)?.startsUntil(performance.now() + ms) ?? null;
  }

  private windowOf(lane: DestinationLane): RateWindow | null {
    const limit = this.configuration.snapshot.destinations.get(lane.destinationId)?.rateLimit ?? null;
    if (!limit) return (lane.rate = null);
    lane.rate ??= new RateWindow(limit);
    if (lane.rate.limit.count !== limit.count || lane.rate.limit.perSeconds !== limit.perSeconds) lane.rate = lane.rate.under(limit);
    const formerEndedAtMs = this.ownership.formerEndedAtMs(lane.destinationId);
    if (formerEndedAtMs !== null) lane.rate.spendUntil(formerEndedAtMs);
    return lane.rate;
  }
}
