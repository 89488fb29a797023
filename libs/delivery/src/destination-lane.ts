import type { Uuid } from '@posthorn/contracts';
import type { HeldDelivery } from './held-delivery.js';

/** What this process holds for one destination: a line in order of arrival, and the attempts under way. */
export class DestinationLane {
  private line: HeldDelivery[] = [];
  private readonly active = new Set<HeldDelivery>();
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
    this.active.add(held);
    return held;
  }

  finish(held: HeldDelivery): void {
    this.active.delete(held);
  }

  /** In line or under way. */
  get held(): readonly HeldDelivery[] {
    return [...this.line, ...this.active];
  }

  /** Takes out of the line what the test picks; attempts under way stay. */
  remove(pick: (held: HeldDelivery) => boolean): HeldDelivery[] {
    const picked = this.line.filter(pick);
    if (picked.length > 0) this.line = this.line.filter((held) => !pick(held));
    return picked;
  }
}
