import type { Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { backOff } from '../back-off.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { TALLY } from '../sql/tally.sql.js';
import { isTransient } from '../store-errors.js';
import { hourAt } from './ledger-hour.js';

/** What becomes of a request without a row of its own that could be counted. */
export type Tallied = 'duplicates' | 'refusedNotKept' | 'handshakes';

/** A count is written no later than this after its request. */
const FLUSH_MS = 500;
/** Sources times hours; more than this and the database has been away for days. */
const MAX_COUNTS = 50_000;

interface Count {
  readonly sourceId: Uuid;
  readonly hour: Uuid;
  duplicates: number;
  refusedNotKept: number;
  handshakes: number;
}

interface Batch {
  readonly id: Uuid;
  readonly epoch: number;
  readonly counts: readonly Count[];
}

/**
 * Counts the requests that leave nothing else behind, in memory by source and hour of arrival, and writes them in the background.
 * Counts go: memory → a batch in a statement → written; a statement of unknown fate is repeated as it was until its fate is known.
 * A `kill -9` loses what memory holds: the requests and their class together, so the ledger still closes.
 */
export class LedgerTally {
  private counts = new Map<string, Count>();
  private pending: Batch | null = null;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;
  private full = false;

  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
    private readonly onError: (error: unknown) => void,
  ) {}

  count(what: Tallied, sourceId: Uuid, receivedAtMs: number): void {
    const hour = hourAt(receivedAtMs);
    const key = sourceId + hour;
    let count = this.counts.get(key);
    if (!count) {
      if (this.counts.size >= MAX_COUNTS) return this.overflow();
      this.counts.set(key, (count = { sourceId, hour, duplicates: 0, refusedNotKept: 0, handshakes: 0 }));
    }
    count[what]++;
    this.arm();
  }

  /** Writes what was counted; also at a shutdown. Settles when it is written, or cannot be. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    // Counted while the one under way was being written: another one takes them.
    while (this.writing) await this.writing;
    if (!this.pending && this.counts.size === 0) return;
    this.writing = this.write().finally(() => (this.writing = null));
    await this.writing;
  }

  private arm(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, FLUSH_MS).unref();
  }

  private async write(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        this.pending ??= this.nextBatch();
        if (this.pending) {
          await this.pool.query({ ...TALLY, values: tallyValues(this.pending) });
          this.pending = null;
          this.full = false;
          return;
        }
      } catch (error) {
        if (!isTransient(error)) {
          // It would be refused again and again, and everything after it would wait.
          this.pending = null;
          return this.onError(error);
        }
      }
      if (this.epoch.closed) return;
      await backOff(attempt);
    }
  }

  /** `null` = this process has no epoch now, and soon has the next one. */
  private nextBatch(): Batch | null {
    if (this.epoch.current === 0) return null;
    const batch = { id: this.epoch.ids.id(), epoch: this.epoch.current, counts: [...this.counts.values()] };
    this.counts = new Map();
    return batch;
  }

  private overflow(): void {
    if (!this.full) this.onError(new Error('requests of too many sources and hours wait to be counted: some are not'));
    this.full = true;
  }
}

function tallyValues({ id, epoch, counts }: Batch): unknown[] {
  return [
    epoch,
    id,
    counts.map((count) => count.sourceId),
    counts.map((count) => count.hour),
    counts.map((count) => count.duplicates),
    counts.map((count) => count.refusedNotKept),
    counts.map((count) => count.handshakes),
  ];
}
