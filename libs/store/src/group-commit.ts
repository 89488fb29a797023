import { inTurns } from './in-turns.js';

/** Bounds of a group commit. */
export interface GroupCommitLimits {
  readonly maxItems: number;
  readonly maxBytes: number;
  /** Statements under way at once. Two: while one waits for the disk, the next one fills. */
  readonly maxInFlight: number;
}

/** What waits for a statement. */
export interface Backlog {
  readonly items: number;
  readonly bytes: number;
  /** When the first of them came, by the monotonic clock; `null` = nothing waits. */
  readonly sinceMs: number | null;
}

const NOTHING_WAITS: Backlog = { items: 0, bytes: 0, sinceMs: null };

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly sharer: string;
  readonly bytes: number;
  readonly sinceMs: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Items that arrive while a commit is in flight share the next one. `write` gets a batch and answers one result an item,
 * in their order; if it throws, every item of the batch fails with its error. Where more waits than a batch takes, those who share it take turns:
 * what floods from one delays nobody else by more than a batch (G6).
 */
export class GroupCommit<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private waitingBytes = 0;
  /** How many wait of each that has any waiting. */
  private readonly sharers = new Map<string, number>();
  private inFlight = 0;
  private armed = false;
  private idle: (() => void)[] = [];

  constructor(
    private readonly write: (batch: readonly Item[]) => Promise<readonly Result[]>,
    private readonly limits: GroupCommitLimits,
  ) {}

  /** What waits for a statement before an item of this one's; what is under way is not counted. */
  backlogOf(sharer: string): Backlog {
    const own = this.sharers.get(sharer) ?? 0;
    if (own === 0) return NOTHING_WAITS;
    const items = Math.min(this.waiting.length, own * this.sharers.size);
    const bytes = Math.ceil((this.waitingBytes * items) / this.waiting.length);
    return { items, bytes, sinceMs: this.waiting[0]?.sinceMs ?? null };
  }

  add(item: Item, bytes: number, sharer = ''): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.sharers.set(sharer, (this.sharers.get(sharer) ?? 0) + 1);
      this.waiting.push({ item, sharer, bytes, sinceMs: performance.now(), resolve, reject });
      this.waitingBytes += bytes;
      if (this.armed) return;
      // One turn of the event loop gathers what has arrived together; a timer would add a millisecond.
      this.armed = true;
      setImmediate(() => {
        this.armed = false;
        this.flush();
      });
    });
  }

  /** Settles when nothing waits and nothing is under way. */
  async drained(): Promise<void> {
    if (this.waiting.length === 0 && this.inFlight === 0) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private flush(): void {
    while (this.inFlight < this.limits.maxInFlight && this.waiting.length > 0) {
      const batch = this.take();
      this.inFlight++;
      void this.commit(batch).finally(() => {
        this.inFlight--;
        this.flush();
      });
    }
    if (this.waiting.length === 0 && this.inFlight === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  private take(): Waiting<Item, Result>[] {
    const { maxItems, maxBytes } = this.limits;
    const isCrowded = this.waiting.length > maxItems || this.waitingBytes > maxBytes;
    const order =
      isCrowded && this.sharers.size > 1 ? inTurns([...Map.groupBy(this.waiting, (entry) => entry.sharer).values()]) : this.waiting;
    let count = 0;
    let bytes = 0;
    for (const entry of order) {
      if (count >= maxItems || (count > 0 && bytes + entry.bytes > maxBytes)) break;
      bytes += entry.bytes;
      count++;
    }
    const batch = order.splice(0, count);
    if (order !== this.waiting) {
      const taken = new Set(batch);
      this.waiting = this.waiting.filter((entry) => !taken.has(entry));
    }
    this.waitingBytes -= bytes;
    for (const { sharer } of batch) this.leave(sharer);
    return batch;
  }

  private leave(sharer: string): void {
    const left = (this.sharers.get(sharer) ?? 0) - 1;
    if (left > 0) this.sharers.set(sharer, left);
    else this.sharers.delete(sharer);
  }

  private async commit(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.write(batch.map((entry) => entry.item));
      if (results.length !== batch.length) throw new Error('a group commit answered for another number of items');
      // The lengths agree, so each index has a result; `as` because the compiler cannot follow that.
      batch.forEach((entry, index) => entry.resolve(results[index] as Result));
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
  }
}
