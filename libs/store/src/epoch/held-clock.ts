import type { Clock } from '@posthorn/contracts';

/** How far this machine's clock may be from Postgres's before it is not believed (design section 5). */
export const MAX_DRIFT_MS = 60_000;

/**
 * The clock that ids are drawn by: the process's own, kept within a minute of Postgres's time. Ids say in which partition an event
 * lies and when it expires, so that a clock which jumps must not send events into a day that nobody has made, or that is due to go.
 * Postgres's time is learned with each heartbeat and carried on by the monotonic clock.
 */
export class HeldClock implements Clock {
  private aheadOfMonotonicMs: number | null = null;

  constructor(
    private readonly own: Clock,
    private readonly monotonic: () => number = () => performance.now(),
  ) {}

  /** What Postgres's clock said just now. */
  learn(databaseNowMs: number): void {
    this.aheadOfMonotonicMs = databaseNowMs - this.monotonic();
  }

  now(): number {
    const now = this.own.now();
    if (this.aheadOfMonotonicMs === null) return now;
    const databaseNow = Math.round(this.aheadOfMonotonicMs + this.monotonic());
    return Math.min(Math.max(now, databaseNow - MAX_DRIFT_MS), databaseNow + MAX_DRIFT_MS);
  }
}
