import type { RawHeaders, RefusalReason, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { backOff } from '../back-off.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { encodeHead } from '../events/head-block.js';
import { GroupCommit } from '../group-commit.js';
import { hoursOf } from '../ledger/ledger-hour.js';
import type { LedgerTally } from '../ledger/ledger-tally.js';
import { REFUSE } from '../sql/refuse.sql.js';
import { isTransient } from '../store-errors.js';

/** A request to a known source that was not accepted. */
export interface NewRefusal {
  readonly projectId: Uuid;
  readonly sourceId: Uuid;
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly receivedAtMs: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The scheme's credential redacted. */
  readonly headers: RawHeaders;
  /** What was redacted, encrypted by the caller; `null` = nothing was. */
  readonly credentials: Buffer | null;
  readonly body: Buffer;
  readonly bodyBytes: number;
  readonly remoteAddress: string;
}

type PendingRefusal = NewRefusal & { readonly id: Uuid };

const LIMITS = { maxItems: 200, maxBytes: 4 * 1024 * 1024, maxInFlight: 1 } as const;
/** What waits beyond this is counted and not kept: a flood of forged requests must not fill memory. */
const MAX_WAITING = 2_000;
const MAX_WAITING_BYTES = 16 * 1024 * 1024;
/** What is kept of a refused body, to look at and to verify again. */
export const MAX_KEPT_BODY_BYTES = 262_144;
const MAX_TRIES = 10;

/** Writes refusals in the background, group-committed and bounded. */
export class RefusalWriter {
  private readonly commits: GroupCommit<PendingRefusal, Error | null>;
  private waiting = 0;
  private waitingBytes = 0;

  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
    private readonly onError: (error: unknown) => void,
    /** Counts what is not kept; what is kept is counted with its row. */
    private readonly tally: Pick<LedgerTally, 'count'> | null = null,
  ) {
    this.commits = new GroupCommit((batch) => this.write(batch), LIMITS);
  }

  /** `false` = too many wait already, and this one is not kept. */
  add(refusal: NewRefusal): boolean {
    const body = refusal.body.subarray(0, MAX_KEPT_BODY_BYTES);
    const bytes = body.length + 1_000;
    if (this.waiting >= MAX_WAITING || this.waitingBytes + bytes > MAX_WAITING_BYTES) {
      this.countNotKept(refusal);
      return false;
    }
    this.waiting++;
    this.waitingBytes += bytes;
    void this.commits
      .add({ ...refusal, body, id: this.epoch.ids.id() }, bytes)
      .then(
        (fault) => fault && this.lose(refusal, fault),
        (error: unknown) => this.lose(refusal, error),
      )
      .finally(() => {
        this.waiting--;
        this.waitingBytes -= bytes;
      });
    return true;
  }

  drained(): Promise<void> {
    return this.commits.drained();
  }

  private countNotKept({ sourceId, receivedAtMs }: NewRefusal): void {
    this.tally?.count('refusedNotKept', sourceId, receivedAtMs);
  }

  private lose(refusal: NewRefusal, error: unknown): void {
    this.countNotKept(refusal);
    this.onError(error);
  }

  /** A batch that Postgres refuses is halved until what it refuses stands alone: a sender's odd request must not hide its neighbours. */
  private async write(batch: readonly PendingRefusal[]): Promise<readonly (Error | null)[]> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.pool.query({ ...REFUSE, values: refuseValues(batch) });
        return batch.map(() => null);
      } catch (error) {
        if (isTransient(error)) {
          if (this.epoch.closed || attempt >= MAX_TRIES) throw error;
          await backOff(attempt);
          continue;
        }
        if (batch.length === 1) return [new Error('the database refuses this refusal', { cause: error })];
        const middle = batch.length >> 1;
        return [...(await this.write(batch.slice(0, middle))), ...(await this.write(batch.slice(middle)))];
      }
    }
  }
}

function refuseValues(batch: readonly PendingRefusal[]): unknown[] {
  const heads = batch.map(encodeHead);
  return [
    batch.map((refusal) => refusal.id),
    batch.map((refusal) => refusal.projectId),
    batch.map((refusal) => refusal.sourceId),
    batch.map((refusal) => refusal.reason),
    batch.map((refusal) => refusal.detail),
    batch.map((refusal) => refusal.receivedAtMs),
    heads,
    batch.map((refusal) => refusal.credentials),
    batch.map((refusal) => refusal.body),
    batch.map((refusal) => refusal.bodyBytes),
    batch.map((refusal) => refusal.remoteAddress),
    hoursOf(batch.map((refusal) => refusal.id)),
  ];
}
