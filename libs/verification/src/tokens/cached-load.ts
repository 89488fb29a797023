import type { Clock } from '@posthorn/contracts';

/** How long a failure is repeated from memory, so that a dead server is not asked once per webhook. */
const FAILURE_COOLDOWN_MS = 2_000;

/** Loads a value once and keeps it for `maxAgeMs`. Callers at the same time share one load, and one failure for a moment. */
export class CachedLoad<Value> {
  private current: { readonly value: Promise<Value>; readonly endsAtMs: number } | undefined;

  constructor(
    private readonly load: () => Promise<Value>,
    private readonly maxAgeMs: number,
    private readonly clock: Clock,
  ) {}

  get(): Promise<Value> {
    if (this.current && this.clock.now() < this.current.endsAtMs) return this.current.value;
    const value = this.load();
    // While the load is under way everybody waits for it, whatever the clock says.
    this.keep(value, Number.POSITIVE_INFINITY);
    value.then(
      () => this.keep(value, this.clock.now() + this.maxAgeMs),
      () => this.keep(value, this.clock.now() + FAILURE_COOLDOWN_MS),
    );
    return value;
  }

  private keep(value: Promise<Value>, endsAtMs: number): void {
    this.current = { value, endsAtMs };
  }
}
