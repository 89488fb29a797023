/** How late a deadline may fire, in milliseconds. */
const TICK_MS = 50;

export interface Deadline {
  clear(): void;
}

interface Entry extends Deadline {
  readonly atMs: number;
  readonly expire: () => void;
}

/**
 * Many deadlines on one timer, which runs only while there are any: a timer a request is a measurable cost at some thousand requests
 * a second. Reads the monotonic clock, since a corrected wall clock must neither cut a request nor let it run on.
 */
export class Deadlines {
  private readonly entries = new Set<Entry>();
  private timer: NodeJS.Timeout | null = null;

  after(delayMs: number, expire: () => void): Deadline {
    const entry: Entry = { atMs: performance.now() + delayMs, expire, clear: () => this.entries.delete(entry) };
    this.entries.add(entry);
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    return entry;
  }

  private tick(): void {
    const nowMs = performance.now();
    for (const entry of this.entries) {
      if (entry.atMs > nowMs) continue;
      this.entries.delete(entry);
      entry.expire();
    }
    if (this.entries.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }
}
