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

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly bytes: number;
  readonly sinceMs: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Items that arrive while a commit is in flight share the next one. `write` gets a batch and answers one result an item,
 * in their order; if it throws, every item of the batch fails with its error.
 */
export class GroupCommit<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private waitingBytes = 0;
  private inFlight = 0;
  private armed = false;
  private idle: (() => void)[] = [];

  constructor(
    private readonly write: (batch: readonly Item[]) => Promise<readonly Result[]>,
    private readonly limits: GroupCommitLimits,
  ) {}

  /** Items that wait for a statement; those under way are not counted. */
  get backlog(): Backlog {
    return { items: this.waiting.length, bytes: this.waitingBytes, sinceMs: this.waiting[0]?.sinceMs ?? null };
  }

  add(item: Item, bytes: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, bytes, sinceMs: performance.now(), resolve, reject });
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
    let count = 0;
    let bytes = 0;
    for (const entry of this.waiting) {
      if (count >= maxItems || (count > 0 && bytes + entry.bytes > maxBytes)) break;
      bytes += entry.bytes;
      count++;
    }
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, count);
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
