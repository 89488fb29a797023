import type { Clock } from '@posthorn/contracts';
import { RefusalBudget, RefusalKeeper, RefusalReview, type RefusalReviewDependencies } from '@posthorn/ingest';
import type { Config } from '@posthorn/platform';
import { RefusalReader, RefusalWriter, type Database, type LedgerTally, type ProcessEpoch } from '@posthorn/store';
import type { Storage } from './open-storage.js';

export interface RefusalPartsOptions {
  readonly pool: Database['pool'];
  readonly storage: Storage;
  readonly epoch: ProcessEpoch;
  readonly clock: Clock;
  readonly tally: LedgerTally;
  readonly onError: (error: unknown) => void;
}

/** What keeps refusals, within bounds. */
export function createRefusals({ pool, storage, epoch, clock, tally, onError }: RefusalPartsOptions) {
  const refusals = new RefusalWriter(pool, epoch, onError, tally);
  const refusalKeeper = new RefusalKeeper({
    ...{ writer: refusals, budget: new RefusalBudget(clock), tally },
    seal: (text, context) => storage.secretsBox.encrypt(text, context),
  });
  return { refusals, refusalKeeper };
}

export interface RefusalReviewOptions extends Omit<RefusalReviewDependencies, 'refusals' | 'open' | 'maxBodyBytes'> {
  readonly config: Config;
  readonly storage: Storage;
}

/** What judges them again, for the admin API. */
export function createRefusalReview({ config, storage, ...rest }: RefusalReviewOptions): RefusalReview {
  return new RefusalReview({
    ...rest,
    refusals: new RefusalReader(storage.database.pool),
    open: (box, context) => storage.secretsBox.decrypt(box, context),
    maxBodyBytes: config.maxBodyBytes,
  });
}
