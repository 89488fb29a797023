import type { RawHeaders, RefusalReason, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { backOff } from '../back-off.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { encodeHead } from '../events/head-block.js';
import { GroupCommit } from '../group-commit.js';
import { REFUSE } from '../sql/refuse.sql.js';
import { isTransient } from '../store-errors.js';
import type { RefusalsNotKept } from './refusals-not-kept.js';

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

const LIMITS = { maxItems: 200, maxBytes: 4 * 1024 * 1024, maxInFlight: 1 } as const;
/** What waits beyond this is counted and not kept: a flood of forged requests must not fill memory. */
const MAX_WAITING = 2_000;
const MAX_WAITING_BYTES = 16 * 1024 * 1024;
/** What is kept of a refused body, to look at and to verify again. */
export const MAX_KEPT_BODY_BYTES = 262_144;
const MAX_TRIES = 10;

/** Writes refusals in the background, group-committed and bounded. */
export class RefusalWriter {
  private readonly commits: GroupCommit<NewRefusal & { readonly id: Uuid }, void>;
  private waiting = 0;
  private waitingBytes = 0;

  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
    private readonly onError: (error: unknown) => void,
    /** Counts what is not kept. */
    private readonly tally: Pick<RefusalsNotKept, 'count'> | null = null,
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
      .catch((error: unknown) => {
        this.countNotKept(refusal);
        this.onError(error);
      })
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

  private async write(batch: readonly (NewRefusal & { readonly id: Uuid })[]): Promise<void[]> {
    for (let attempt = 0; ; attempt++) {
      try {
        await this.pool.query({ ...REFUSE, values: refuseValues(batch) });
        return batch.map(() => undefined);
      } catch (error) {
        if (!isTransient(error) || this.epoch.closed || attempt >= MAX_TRIES) throw error;
        await backOff(attempt);
      }
    }
  }
}

function refuseValues(batch: readonly (NewRefusal & { readonly id: Uuid })[]): unknown[] {
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
  ];
}
