import type { Uuid } from '@posthorn/contracts';
import type { HeldState } from './claim-sorter.js';
import { DestinationLane } from './destination-lane.js';
import { HeldBudget } from './held-budget.js';
import type { HeldDelivery } from './held-delivery.js';

/** Everything that this process holds, a lane a destination, within one budget. */
export class HeldLanes implements HeldState {
  readonly budget = new HeldBudget();
  private readonly lanes = new Map<Uuid, DestinationLane>();

  get all(): Iterable<DestinationLane> {
    return this.lanes.values();
  }

  get bytes(): number {
    return this.budget.byteCount;
  }

  get held(): HeldDelivery[] {
    return [...this.lanes.values()].flatMap((lane) => lane.held);
  }

  get isIdle(): boolean {
    return [...this.lanes.values()].every((lane) => lane.isIdle);
  }

  find(destinationId: Uuid): DestinationLane | undefined {
    return this.lanes.get(destinationId);
  }

  of(destinationId: Uuid): DestinationLane {
    let lane = this.lanes.get(destinationId);
    if (!lane) this.lanes.set(destinationId, (lane = new DestinationLane(destinationId)));
    return lane;
  }

  laneBytes(destinationId: Uuid): number {
    return this.lanes.get(destinationId)?.bytes ?? 0;
  }

  tailOf(destinationId: Uuid, key: string): { readonly no: number; readonly behind: number } | null {
    return this.lanes.get(destinationId)?.tailOf(key) ?? null;
  }

  /** Takes everything out that waits in line. */
  removeWaiting(): HeldDelivery[] {
    return [...this.lanes.values()].flatMap((lane) => lane.removeAll());
  }

  /** A lane that neither holds anything nor remembers anything of its receiver need not be kept. */
  dropIfIdle(lane: DestinationLane): void {
    if (lane.isEmpty && !lane.isQuiet && !lane.rate) this.lanes.delete(lane.destinationId);
  }
}
