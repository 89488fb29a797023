import type { Clock, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { backOff } from '../back-off.js';
import type { Outcome } from '../deliveries/outcome.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { isReplay, timeOfId } from '../events/event-id.js';
import { ADD_STATISTICS } from '../sql/statistics.sql.js';
import { isTransient } from '../store-errors.js';
import { latencyBucketOf } from './latency-histogram.js';
import { statisticsValues, type MinuteCounts, type MinuteFailures, type StatisticsBatch } from './statistics-batch.js';
import { noCounts } from './statistics-columns.js';
import { MINUTE_MS } from './statistics-steps.js';

/** What became of a request to a source. */
export type CountedRequest = 'accepted' | 'duplicates' | 'refused' | 'handshakes';

/** What happened shows in the statistics no later than this, and a `kill -9` takes no more of it along. */
const FLUSH_MS = 3_000;
/** Projects times minutes, and destinations that fail times minutes; more than this and the database has been away for hours. */
const MAX_MINUTES = 5_000;
const MAX_FAILURES = 20_000;
/** A plugin may give any text as its reason. */
const MAX_REASON_LENGTH = 200;

export interface StatisticsTallyDependencies {
  readonly pool: Pool;
  readonly epoch: ProcessEpoch;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/**
 * Counts what happens, in memory by project and minute, and adds it to the rollups in the background. Everything goes by when it happened:
 * a request by its arrival, an attempt by its end. Counts go: memory → a batch in a statement → written; a statement of unknown fate is
 * repeated as it was until its fate is known. A `kill -9` loses what memory holds: the ledger, not this, is the proof.
 */
export class StatisticsTally {
  private minutes = new Map<string, MinuteCounts>();
  private failures = new Map<string, MinuteFailures>();
  /** Nearly always the one that is looked for. */
  private latest: MinuteCounts | null = null;
  private pending: StatisticsBatch | null = null;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;
  private full = false;

  constructor(private readonly deps: StatisticsTallyDependencies) {}

  request(what: CountedRequest, projectId: Uuid, receivedAtMs: number): void {
    const minute = this.minuteOf(projectId, receivedAtMs);
    if (minute) minute.counts[what]++;
  }

  /** `recorded` = it took effect; of one that did not, only the attempt was made. */
  outcome(outcome: Outcome, recorded: boolean): void {
    const { deliveryId, projectId, attempt, next } = outcome;
    const endedAtMs = attempt ? attempt.startedAtMs + attempt.durationMs : this.deps.clock.now();
    const minute = this.minuteOf(projectId, endedAtMs);
    if (!minute) return;
    if (attempt) minute.counts.attempts++;
    if (!recorded) return;
    if (next.status === 'delivered') {
      minute.counts.delivered++;
      // A replay's event is as old as it likes.
      if (!isReplay(deliveryId)) addLatency(minute.latency, endedAtMs - timeOfId(deliveryId));
    } else if (next.status === 'failed') {
      minute.counts.failed++;
      this.blame(minute, outcome, 'failed', attempt?.reason ?? next.reason);
    } else if (next.status === 'scheduled' && attempt) {
      minute.counts.retries++;
      // What this process's own end cut short is not the destination's fault.
      if (attempt.reason !== 'shutdown') this.blame(minute, outcome, 'retried', attempt.reason);
    }
  }

  /** Writes what was counted; also at a shutdown. Settles when it is written, or cannot be. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    // Counted while the one under way was being written: another one takes them.
    while (this.writing) await this.writing;
    if (!this.pending && this.minutes.size === 0) return;
    this.writing = this.write().finally(() => (this.writing = null));
    await this.writing;
  }

  private minuteOf(projectId: Uuid, ms: number): MinuteCounts | null {
    const atMs = ms - (ms % MINUTE_MS);
    if (this.latest?.atMs === atMs && this.latest.projectId === projectId) return this.latest;
    const key = `${projectId} ${atMs}`;
    let minute = this.minutes.get(key);
    if (!minute) {
      if (this.minutes.size >= MAX_MINUTES) return this.overflow();
      this.minutes.set(key, (minute = { projectId, atMs, counts: noCounts(), latency: [] }));
      this.arm();
    }
    return (this.latest = minute);
  }

  private blame({ projectId, atMs }: MinuteCounts, { destinationId }: Outcome, what: 'failed' | 'retried', reason: string | null): void {
    const key = `${projectId} ${atMs} ${destinationId}`;
    let failures = this.failures.get(key);
    if (!failures) {
      if (this.failures.size >= MAX_FAILURES) return void this.overflow();
      this.failures.set(key, (failures = { projectId, destinationId, atMs, failed: 0, retried: 0, lastReason: null }));
    }
    failures[what]++;
    if (reason !== null) failures.lastReason = reason.replaceAll('\0', '').slice(0, MAX_REASON_LENGTH);
  }

  private arm(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.flush();
    }, FLUSH_MS).unref();
  }

  private async write(): Promise<void> {
    const { pool, epoch, onError } = this.deps;
    for (let attempt = 0; ; attempt++) {
      try {
        this.pending ??= this.nextBatch();
        if (this.pending) {
          await pool.query({ ...ADD_STATISTICS, values: statisticsValues(this.pending) });
          this.pending = null;
          this.full = false;
          return;
        }
      } catch (error) {
        if (!isTransient(error)) {
          // It would be refused again and again, and everything after it would wait.
          this.pending = null;
          return onError(error);
        }
      }
      if (epoch.closed) return;
      await backOff(attempt);
    }
  }

  /** `null` = this process has no epoch now, and soon has the next one. */
  private nextBatch(): StatisticsBatch | null {
    const { epoch } = this.deps;
    if (epoch.current === 0) return null;
    const { minutes, failures } = this;
    this.minutes = new Map();
    this.failures = new Map();
    this.latest = null;
    return { id: epoch.ids.id(), epoch: epoch.current, minutes: [...minutes.values()], failures: [...failures.values()] };
  }

  private overflow(): null {
    if (!this.full) this.deps.onError(new Error('statistics of too many minutes wait to be written: some are lost'));
    this.full = true;
    return null;
  }
}

function addLatency(latency: number[], ms: number): void {
  const bucket = latencyBucketOf(ms);
  while (latency.length <= bucket) latency.push(0);
  latency[bucket] = (latency[bucket] ?? 0) + 1;
}
