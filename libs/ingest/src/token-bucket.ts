import type { Clock } from '@posthorn/contracts';

/** So many at once, and so many more as time goes by. In memory, without a timer. */
export class TokenBucket {
  private tokens: number;
  private filledAtMs: number;

  constructor(
    private readonly capacity: number,
    private readonly perMs: number,
    private readonly clock: Clock,
  ) {
    this.tokens = capacity;
    this.filledAtMs = clock.now();
  }

  /** Takes one, if there is one. */
  take(): boolean {
    this.fill();
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }

  get hasOne(): boolean {
    this.fill();
    return this.tokens >= 1;
  }

  /** Whole seconds until there is one again, at least 1. */
  get secondsToNext(): number {
    this.fill();
    return Math.max(1, Math.ceil((1 - this.tokens) / this.perMs / 1_000));
  }

  private fill(): void {
    const now = this.clock.now();
    // A clock that was set back gives nothing, and takes nothing away.
    if (now > this.filledAtMs) this.tokens = Math.min(this.capacity, this.tokens + (now - this.filledAtMs) * this.perMs);
    this.filledAtMs = now;
  }
}
