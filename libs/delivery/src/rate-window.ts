import type { RateLimit } from '@posthorn/contracts';

/**
 * Keeps a destination's rate: never more than `count` starts in any `perSeconds`. A token bucket would let twice as many through
 * around a pause. Times are of the monotonic clock.
 */
export class RateWindow {
  /** The last `count` starts, as a ring; the oldest is at `next`. */
  private readonly starts: Float64Array;
  private next = 0;
  private spentAtMs = Number.NEGATIVE_INFINITY;
  private readonly periodMs: number;

  constructor(readonly limit: RateLimit) {
    this.starts = new Float64Array(limit.count).fill(Number.NEGATIVE_INFINITY);
    this.periodMs = limit.perSeconds * 1_000;
  }

  /** Takes all that the limit allows for used up at that moment, a former owner's end: what it has sent is not known. */
  spendUntil(atMs: number): void {
    if (atMs <= this.spentAtMs) return;
    this.spentAtMs = atMs;
    for (let n = 0; n < this.limit.count; n++) this.starts[n] = Math.max(this.starts[n] ?? 0, atMs);
  }

  /** Milliseconds until another attempt may start; 0 = now. */
  waitMs(nowMs: number): number {
    return Math.max(0, (this.starts[this.next] ?? 0) + this.periodMs - nowMs);
  }

  /** How many may start until `untilMs`. */
  startsUntil(untilMs: number): number {
    let low = 0;
    let high = this.limit.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) + this.periodMs <= untilMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  note(nowMs: number): void {
    this.starts[this.next] = nowMs;
    this.next = (this.next + 1) % this.limit.count;
  }

  /** The same past under another limit. */
  under(limit: RateLimit): RateWindow {
    const other = new RateWindow(limit);
    const known = Math.min(limit.count, this.limit.count);
    for (let n = this.limit.count - known; n < this.limit.count; n++) other.note(this.at(n));
    return other;
  }

  /** The n-th start, oldest first. */
  private at(n: number): number {
    return this.starts[(this.next + n) % this.limit.count] ?? 0;
  }
}
