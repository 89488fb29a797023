import type { Uuid } from '@posthorn/contracts';

const KEEP_MS = 10_000;
const MAX_IDS = 50_000;

/** Ids of the last seconds: a cancellation may overtake the commit that brings its delivery into memory. */
export class RecentIds {
  private readonly until = new Map<Uuid, number>();

  add(ids: readonly Uuid[]): void {
    const now = performance.now();
    for (const [id, untilMs] of this.until) {
      if (untilMs > now && this.until.size + ids.length <= MAX_IDS) break;
      this.until.delete(id);
    }
    for (const id of ids) this.until.set(id, now + KEEP_MS);
  }

  /** Whether the id came within the last seconds, and after `sinceMs` by the monotonic clock. */
  has(id: Uuid, sinceMs: number): boolean {
    if (this.until.size === 0) return false;
    return (this.until.get(id) ?? 0) > Math.max(performance.now(), sinceMs + KEEP_MS);
  }
}
