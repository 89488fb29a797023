/** Fewer say nothing: a delivery may fail for a fault of its own. Beyond, they are not counted. */
export const ENOUGH_FAILURES = 10;

/** Since when a destination does nothing but fail. Times are milliseconds since the epoch. */
export class FailingStreak {
  /** First failure since the last success. */
  sinceMs: number | null = null;
  failures = 0;
  private succeededAtMs = 0;

  /** Answers whether a streak has ended. */
  succeeded(nowMs: number): boolean {
    this.succeededAtMs = nowMs;
    if (this.sinceMs === null) return false;
    this.end();
    return true;
  }

  /** Answers whether there is something new to tell. */
  failed(nowMs: number): boolean {
    this.sinceMs ??= nowMs;
    if (this.failures >= ENOUGH_FAILURES) return false;
    this.failures++;
    return true;
  }

  /** Whether it has failed for so long, and often enough. 0 = there is no such time. */
  isOver(nowMs: number, seconds: number): boolean {
    if (seconds === 0 || this.sinceMs === null || this.failures < ENOUGH_FAILURES) return false;
    return nowMs - this.sinceMs >= seconds * 1_000;
  }

  /** What another process tells, at `toldAtMs`. Answers whether this one knows better and must say so. */
  adopt(sinceMs: number | null, failures: number, toldAtMs: number): boolean {
    if (sinceMs === null) {
      if (this.sinceMs !== null && this.sinceMs <= toldAtMs) this.end();
      return this.sinceMs !== null;
    }
    if (this.succeededAtMs > sinceMs) return true;
    const isEarlier = this.sinceMs !== null && this.sinceMs < sinceMs;
    if (!isEarlier) this.sinceMs = sinceMs;
    const counted = Math.max(this.failures, failures);
    this.failures = counted;
    return isEarlier || counted > failures;
  }

  private end(): void {
    this.sinceMs = null;
    this.failures = 0;
  }
}
