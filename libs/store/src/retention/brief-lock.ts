import type { PoolClient } from 'pg';
import { backOff } from '../back-off.js';
import { DEADLOCK_STATE, sqlStateOf } from '../store-errors.js';

/** Statements of the hot path queue up behind a lock that is waited for: this is the longest that one of them may be held up. */
const LOCK_TIMEOUT_MS = 150;
const TRIES = 8;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Runs one statement that shuts a hot table to everybody for a moment (making and dropping partitions do). Something may read that
 * table for long, a backup above all: waiting for it would stop the relay, so this gives up soon, lets the queue behind it pass, and tries
 * again. `detach partition … concurrently` would not lock, but Postgres refuses it beside a default partition (ALTER TABLE, Notes).
 * Answers `false` if the table was never free: try again in some minutes.
 */
export async function runUnderBriefLock(client: PoolClient, statement: string): Promise<boolean> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await backOff(attempt);
    try {
      await client.query(`begin; set local lock_timeout = '${LOCK_TIMEOUT_MS}ms'; ${statement}; commit`);
      return true;
    } catch (error) {
      await client.query('rollback');
      const state = sqlStateOf(error);
      if (state !== LOCK_NOT_AVAILABLE && state !== DEADLOCK_STATE) throw error;
    }
  }
  return false;
}
