import type { AttemptOutcome } from '@posthorn/contracts';

/** What `delivery.status` holds. `delivering` is never stored: it follows from a claim or from the epoch's memory. */
export const STORED_STATUS = { delivered: 1, scheduled: 2, failed: 3, cancelled: 4 } as const;

export const STORED_OUTCOME: Readonly<Record<AttemptOutcome, number>> = { delivered: 1, retry: 2, failed: 3 };

const OUTCOME_BY_NUMBER = new Map<number, AttemptOutcome>(Object.entries(STORED_OUTCOME).map(([name, n]) => [n, name as AttemptOutcome]));

export function outcomeOf(stored: number): AttemptOutcome {
  const outcome = OUTCOME_BY_NUMBER.get(stored);
  if (!outcome) throw new Error(`an attempt holds an outcome ${stored} that this version does not know`);
  return outcome;
}

/** An ended delivery changes only by a 2xx, or by a person who retries it. */
export const ENDED_STATUSES = [STORED_STATUS.delivered, STORED_STATUS.failed, STORED_STATUS.cancelled] as const;
