import type { Clock, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import { CLAIM_KEY, CONFIRM_KEY, FORGET_RESOURCE, KEEP_ANSWER, READ_KEY, RELEASE_KEY, SWEEP_KEYS } from '../sql/idempotency.sql.js';

/** How long an answer can be asked for again. */
export const KEPT_MS = 86_400_000;
/**
 * How long a request that has neither changed anything nor answered holds its key, should its process end. No request takes this long:
 * a statement of its ends after half a minute.
 */
export const PENDING_MS = 300_000;
const SWEEP_ROWS = 1_000;

/** A key that a request holds. */
export interface HeldKey {
  readonly key: Buffer;
  readonly claim: Uuid;
}

/** What stands under a key that another request holds or has held. */
export interface KnownKey {
  readonly fingerprint: Buffer;
  /** `null` = not answered yet, or never. */
  readonly answer: Buffer | null;
}

/** The records of `Idempotency-Key`. Time is the relay's own clock, as everywhere in the admin API. */
export class IdempotencyStore {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** `null` = the key is this request's now. */
  async claim({ key, claim }: HeldKey, fingerprint: Buffer): Promise<KnownKey | null> {
    for (;;) {
      const now = this.clock.now();
      const { rowCount } = await this.pool.query(CLAIM_KEY, [key, fingerprint, claim, new Date(now + PENDING_MS), new Date(now)]);
      if (rowCount === 1) return null;
      const { rows } = await this.pool.query<KnownKey>(READ_KEY, [key, new Date(now)]);
      if (rows[0]) return rows[0];
      // Released in between: it is free again.
    }
  }

  /** In the transaction of the change: from its commit on the key stays taken for as long as an answer would. `false` = lost. */
  async confirm(manager: EntityManager, { key, claim }: HeldKey): Promise<boolean> {
    const [rows] = await manager.query<[unknown[], number]>(CONFIRM_KEY, [key, claim, this.keptUntil()]);
    return rows.length === 1;
  }

  async keep({ key, claim }: HeldKey, answer: Buffer, resourceId: string | null): Promise<void> {
    await this.pool.query(KEEP_ANSWER, [key, claim, answer, resourceId, this.keptUntil()]);
  }

  /** Unless its change is committed. */
  async release({ key, claim }: HeldKey): Promise<void> {
    await this.pool.query(RELEASE_KEY, [key, claim, new Date(this.clock.now() + PENDING_MS)]);
  }

  /** Forgets every answer about a resource, since what was removed for good must not come back in one. */
  async forget(resourceId: string): Promise<void> {
    await this.pool.query(FORGET_RESOURCE, [resourceId]);
  }

  /** Deletes what has expired, in small batches. Answers how many. */
  async sweep(): Promise<number> {
    for (let swept = 0; ;) {
      const { rowCount } = await this.pool.query(SWEEP_KEYS, [new Date(this.clock.now()), SWEEP_ROWS]);
      swept += rowCount ?? 0;
      if ((rowCount ?? 0) < SWEEP_ROWS) return swept;
    }
  }

  private keptUntil(): Date {
    return new Date(this.clock.now() + KEPT_MS);
  }
}
