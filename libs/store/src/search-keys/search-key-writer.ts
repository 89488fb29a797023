import type { Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { backOff } from '../back-off.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { WRITE_SEARCH_KEYS, WRITE_SEARCH_KEYS_OF_EPOCH } from '../sql/search-keys.sql.js';
import { isTransient } from '../store-errors.js';

/** Search keys can be searched for no later than this after their event, where the database keeps up. */
const FLUSH_MS = 250;
const BATCH = 500;
/** Ids, some 100 bytes each. What comes on top is found again in the database. */
const MAX_WAITING = 20_000;

export interface SearchKeyWriterOptions {
  readonly onError?: (error: unknown) => void;
  readonly maxWaiting?: number;
}

/** Events that memory did not keep: of one epoch, from an id on. */
interface Overflow {
  readonly epoch: number;
  readonly from: Uuid;
}

/**
 * Makes committed events searchable, in the background: their search keys stand in the event's row already, and are copied from there into
 * the table that is searched. Events go: committed → waiting → in a statement → written; with too many waiting, committed → overflowed →
 * found again by a scan → written. Until it is written an event counts as unsettled, so that whoever takes over from this process writes it.
 */
export class SearchKeyWriter {
  private waiting: Uuid[] = [];
  private overflow: Overflow | null = null;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;
  private readonly onError: (error: unknown) => void;
  private readonly maxWaiting: number;

  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
    { onError = () => undefined, maxWaiting = MAX_WAITING }: SearchKeyWriterOptions = {},
  ) {
    this.onError = onError;
    this.maxWaiting = maxWaiting;
  }

  /** The event is committed, and was added to the unsettled with one settling to come from here. */
  committed(eventId: Uuid): void {
    if (this.waiting.length < this.maxWaiting) this.waiting.push(eventId);
    else this.leaveBehind(eventId);
    this.arm();
  }

  /** Writes what waits; also at a shutdown. Settles when it is written, or cannot be. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    // Committed while the last one was being written: another one takes them.
    while (this.writing) await this.writing;
    if (this.waiting.length === 0 && !this.overflow) return;
    this.writing = this.write().finally(() => (this.writing = null));
    await this.writing;
  }

  private arm(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, FLUSH_MS).unref();
  }

  /** Only the lowest stays unsettled: it holds the low water, and with it all that come after. */
  private leaveBehind(id: Uuid): void {
    const { overflow, epoch } = this;
    if (overflow?.epoch !== epoch.current) this.overflow = { epoch: epoch.current, from: id };
    else if (id >= overflow.from) epoch.unsettled.settle(id);
    else {
      epoch.unsettled.settle(overflow.from);
      this.overflow = { ...overflow, from: id };
    }
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0 || this.overflow) {
      const written = this.waiting.length > 0 ? await this.writeWaiting() : await this.writeOverflow();
      if (!written) return;
    }
  }

  private async writeWaiting(): Promise<boolean> {
    const batch = this.waiting.slice(0, BATCH);
    const [first = ''] = batch;
    let [lowest, highest] = [first, first];
    for (const id of batch) {
      if (id < lowest) lowest = id;
      if (id > highest) highest = id;
    }
    if (!(await this.tried(() => this.pool.query({ ...WRITE_SEARCH_KEYS, values: [batch, lowest, highest] })))) return false;
    this.waiting.splice(0, batch.length);
    for (const id of batch) this.epoch.unsettled.settle(id);
    return true;
  }

  private async writeOverflow(): Promise<boolean> {
    const { overflow } = this;
    // What overflows from here on may be past what the scan sees: it is held, and looked for, on its own.
    this.overflow = null;
    if (!overflow) return true;
    if (!(await this.tried(() => writeSearchKeysOf(this.pool, overflow)))) return false;
    this.epoch.unsettled.settle(overflow.from);
    return true;
  }

  /** `false` = the process is on its way out: what is unsettled is left to a successor. */
  private async tried(statement: () => Promise<unknown>): Promise<boolean> {
    for (let attempt = 0; ; attempt++) {
      try {
        await statement();
        return true;
      } catch (error) {
        if (!isTransient(error)) {
          // It would be refused again and again, and everything after it would wait.
          this.onError(error);
          return true;
        }
      }
      if (this.epoch.closed) return false;
      await backOff(attempt);
    }
  }
}

/** Writes the search keys of an epoch's events from an id on, page by page: of what no memory holds. Safe to repeat. */
export async function writeSearchKeysOf(pool: Pool, { epoch, from }: Overflow): Promise<void> {
  for (let next: Uuid | null = from; next;) {
    const page: { rows: { events: number; last: Uuid | null }[] } = await pool.query({
      ...WRITE_SEARCH_KEYS_OF_EPOCH,
      values: [epoch, next, BATCH],
    });
    const [row] = page.rows;
    // The last one is written again with the next page, which costs less than a second kind of comparison.
    next = row?.events === BATCH ? row.last : null;
  }
}
