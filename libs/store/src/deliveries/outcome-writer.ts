import type { AttemptExchange, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import { backOff } from '../back-off.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { eventIdOf } from '../events/event-id.js';
import { GroupCommit } from '../group-commit.js';
import { EVENT_SOURCES } from '../sql/event-sources.sql.js';
import { OUTCOMES } from '../sql/outcomes.sql.js';
import type { StatisticsTally } from '../statistics/statistics-tally.js';
import { isTransient } from '../store-errors.js';
import type { Outcome } from './outcome.js';
import { outcomeValues, type PendingOutcome } from './outcome-values.js';

/** One statement in flight: an outcome waits for nobody, and two would fight over the same rows after a retry. */
const LIMITS = { maxItems: 1_000, maxBytes: 8 * 1024 * 1024, maxInFlight: 1 } as const;
/** Rough weight of an outcome beside its exchange. */
const ROW_BYTES = 200;
/** Headers and 16 KiB of an answer and the request's headers, of six bytes a character where they are escaped. */
const MAX_EXCHANGE_BYTES = 524_288;
const NO_EXCHANGE = Buffer.alloc(0);
const NO_SOURCES = new Map<Uuid, Uuid>();

/** Whether the outcome took effect; `false` = this process had lost the right to decide, and only the attempt was kept. */
export type Recorded = boolean;

/** By what right an outcome is recorded. */
export interface Holding {
  readonly heldBy: number;
  readonly fromMemory: boolean;
  readonly event?: { readonly sourceId: Uuid };
}

/** Records what became of attempts, group-committed and fenced. */
export class OutcomeWriter {
  private readonly commits: GroupCommit<PendingOutcome, Recorded | Error>;

  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
    private readonly statistics: Pick<StatisticsTally, 'outcome'> | null = null,
  ) {
    this.commits = new GroupCommit((batch) => this.write(batch), LIMITS);
  }

  /**
   * `heldBy`: the delivery's right to be decided comes from the epoch that held it, which may have ended since.
   * `fromMemory`: it had no queue row, so this outcome settles its route.
   * `event`: its source, for the ledger; whoever does not say it pays with a query.
   */
  async record(outcome: Outcome, { heldBy, fromMemory, event }: Holding): Promise<Recorded> {
    const exchange = outcome.attempt ? encodeExchange(outcome.attempt.exchange) : NO_EXCHANGE;
    const attemptId = outcome.attempt ? this.epoch.ids.id() : null;
    const recorded = await this.commits.add(
      { outcome, attemptId, exchange, heldBy, sourceId: event?.sourceId ?? null },
      exchange.length + ROW_BYTES,
    );
    if (recorded instanceof Error) throw recorded;
    this.statistics?.outcome(outcome, recorded);
    if (fromMemory && recorded) this.epoch.unsettled.settle(eventIdOf(outcome.deliveryId));
    return recorded;
  }

  drained(): Promise<void> {
    return this.commits.drained();
  }

  /** One statement an epoch: nearly always one in all. */
  private async write(batch: readonly PendingOutcome[]): Promise<readonly (Recorded | Error)[]> {
    const [first] = batch;
    if (first && batch.every(({ heldBy }) => heldBy === first.heldBy)) return this.writeHeldBy(first.heldBy, batch);
    const recorded = new Map<PendingOutcome, Recorded | Error>();
    for (const [heldBy, held] of Map.groupBy(batch, (pending) => pending.heldBy)) {
      const results = await this.writeHeldBy(heldBy, held);
      held.forEach((pending, index) => recorded.set(pending, results[index] ?? false));
    }
    return batch.map((pending) => recorded.get(pending) ?? false);
  }

  /** A batch that Postgres refuses is halved until what it refuses stands alone: the neighbours are recorded. */
  private async writeHeldBy(epoch: number, batch: readonly PendingOutcome[]): Promise<readonly (Recorded | Error)[]> {
    for (let attempt = 0; ; attempt++) {
      try {
        const { rows } = await this.pool.query<{ alive: number }>({
          ...OUTCOMES,
          values: outcomeValues(epoch, batch, await this.sourcesOf(batch)),
        });
        const alive = rows[0]?.alive === 1;
        if (!alive) this.epoch.noticeEnd(epoch);
        return batch.map(({ outcome }) => alive || outcome.next.status === 'delivered');
      } catch (error) {
        if (isTransient(error)) {
          if (this.epoch.closed) throw error;
          await backOff(attempt);
          continue;
        }
        if (batch.length === 1) return [new Error('the database refuses this outcome', { cause: error })];
        const middle = batch.length >> 1;
        const head = await this.writeHeldBy(epoch, batch.slice(0, middle));
        return [...head, ...(await this.writeHeldBy(epoch, batch.slice(middle)))];
      }
    }
  }

  /**
   * The sources that nobody said: of their events. Not in the statement: there, the mere possibility opens every day's part of `event`
   * (a third on top of its time with ten days of history).
   */
  private async sourcesOf(batch: readonly PendingOutcome[]): Promise<Map<Uuid, Uuid>> {
    const unknown = batch.filter(({ sourceId }) => sourceId === null).map(({ outcome }) => eventIdOf(outcome.deliveryId));
    if (unknown.length === 0) return NO_SOURCES;
    const { rows } = await this.pool.query<{ id: Uuid; source_id: Uuid }>({ ...EVENT_SOURCES, values: [unknown] });
    return new Map(rows.map((row) => [row.id, row.source_id]));
  }
}

/** A plugin's exchange may be anything, and as long as it likes. */
function encodeExchange(exchange: AttemptExchange): Buffer {
  try {
    const encoded = Buffer.from(JSON.stringify(exchange));
    if (encoded.length <= MAX_EXCHANGE_BYTES) return encoded;
  } catch {
    // Circular, or with a BigInt in it.
  }
  const unkept: AttemptExchange = {
    request: null,
    response: null,
    error: 'What was sent and answered is not JSON or too large, and is not kept.',
  };
  return Buffer.from(JSON.stringify(unkept));
}
