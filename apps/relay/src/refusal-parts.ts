import type { Clock } from '@posthorn/contracts';
import { RefusalBudget, RefusalKeeper } from '@posthorn/ingest';
import type { Config } from '@posthorn/platform';
import { RefusalsNotKept, RefusalWriter, type ProcessEpoch } from '@posthorn/store';
import type { Storage } from './open-storage.js';

export interface RefusalPartsOptions {
  readonly config: Config;
  readonly storage: Storage;
  readonly epoch: ProcessEpoch;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** What keeps refusals, within bounds. */
export function createRefusals({ config, storage, epoch, clock, onError }: RefusalPartsOptions) {
  const { pool } = storage.database;
  const refusals = new RefusalWriter(pool, epoch, onError);
  const refusalsNotKept = new RefusalsNotKept(pool, config.retentionDays, onError);
  const refusalKeeper = new RefusalKeeper({
    ...{ writer: refusals, budget: new RefusalBudget(clock), notKept: refusalsNotKept },
    seal: (text, context) => storage.secretsBox.encrypt(text, context),
  });
  return { refusals, refusalsNotKept, refusalKeeper };
}
