import type { Uuid } from '@posthorn/contracts';
import type { HeldDelivery } from './held-delivery.js';

/** What this process holds for one destination: a line in order of arrival, and the attempts under way. */
export class DestinationLane {
  private line: HeldDelivery[] = [];
  private readonly active = new Map<Uuid, HeldDelivery>();
  /** The receiver asked for quiet (`Retry-After`) until then, by the monotonic clock. */
  quietUntilMs = 0;

  constructor(readonly destinationId: Uuid) {}

  get waiting(): number {
    return this.line.length;
  }

  get running(): number {
    return this.active.size;
  }

  get isEmpty(): boolean {
    return this.line.length === 0 && this.active.size === 0;
  }

  push(held: HeldDelivery): void {
    this.line.push(held);
  }

  /** The next one to try, marked as running. */
  start(): HeldDelivery | null {
    const held = this.line.shift();
    if (!held) return null;
    this.active.set(held.deliveryId, held);
    return held;
  }

  finish(deliveryId: Uuid): void {
    this.active.delete(deliveryId);
  }

  holds(deliveryId: Uuid): boolean {
    return this.active.has(deliveryId) || this.line.some((held) => held.deliveryId === deliveryId);
  }

  /** Takes out of the line what the test picks; attempts under way stay. */
  remove(pick: (held: HeldDelivery) => boolean): HeldDelivery[] {
    const picked = this.line.filter(pick);
    if (picked.length > 0) this.line = this.line.filter((held) => !pick(held));
    return picked;
  }
}
