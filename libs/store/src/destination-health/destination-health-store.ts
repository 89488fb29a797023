import type { BreakerState, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import { READ_HEALTH, RESET_HEALTH, WRITE_HEALTH } from '../sql/destination-health.sql.js';

/** How a destination fares, as processes tell each other. Times are milliseconds since the epoch. */
export interface SharedHealth {
  readonly breaker: BreakerState;
  readonly sinceMs: number;
  /** `null` while closed. */
  readonly nextProbeAtMs: number | null;
  /** Pauses in a row that a probe ended in vain. */
  readonly pauses: number;
  /** First failure since the last success. */
  readonly failingSinceMs: number | null;
  readonly failures: number;
  /** `null` = as many as the destination may have. */
  readonly concurrency: number | null;
}

export interface VersionedHealth extends SharedHealth {
  readonly destinationId: Uuid;
  readonly version: number;
  readonly changedAtMs: number;
}

interface Row {
  readonly destination_id: Uuid;
  readonly breaker: BreakerState;
  readonly version: number;
  readonly pauses: number;
  readonly failures: number;
  readonly concurrency: number | null;
  readonly since_ms: string;
  readonly next_probe_at_ms: string | null;
  readonly failing_since_ms: string | null;
  readonly changed_at_ms: string;
}

/** The table through which processes share how destinations fare. */
export class DestinationHealthStore {
  private readToMs: number | null = null;

  constructor(private readonly pool: Pool) {}

  /** What changed since the last look; the first look, and one with `all`, sees everything. */
  async read(all = false): Promise<VersionedHealth[]> {
    const { rows } = await this.pool.query<Row>({ ...READ_HEALTH, values: [all ? null : this.readToMs] });
    const read = rows.map(toHealth);
    for (const { changedAtMs } of read) this.readToMs = Math.max(this.readToMs ?? 0, changedAtMs);
    return read;
  }

  /** Answers the new version of each that was written; the others have changed meanwhile, or are deleted. */
  async write(changes: readonly (SharedHealth & { readonly destinationId: Uuid; readonly version: number })[]): Promise<Map<Uuid, number>> {
    const { rows } = await this.pool.query<{ destination_id: Uuid; version: number }>({
      ...WRITE_HEALTH,
      values: [
        changes.map((change) => change.destinationId),
        changes.map((change) => change.breaker),
        changes.map((change) => change.sinceMs),
        changes.map((change) => change.nextProbeAtMs),
        changes.map((change) => change.pauses),
        changes.map((change) => change.failingSinceMs),
        changes.map((change) => change.failures),
        changes.map((change) => change.concurrency),
        changes.map((change) => change.version),
      ],
    });
    return new Map(rows.map((row) => [row.destination_id, row.version]));
  }
}

/** In the transaction in which a destination is enabled again: what it did before counts no more. */
export async function resetDestinationHealth(manager: EntityManager, destinationId: Uuid): Promise<void> {
  await manager.query(RESET_HEALTH, [destinationId]);
}

function toHealth(row: Row): VersionedHealth {
  return {
    destinationId: row.destination_id,
    breaker: row.breaker,
    version: row.version,
    pauses: row.pauses,
    failures: row.failures,
    concurrency: row.concurrency,
    sinceMs: Number(row.since_ms),
    nextProbeAtMs: row.next_probe_at_ms === null ? null : Number(row.next_probe_at_ms),
    failingSinceMs: row.failing_since_ms === null ? null : Number(row.failing_since_ms),
    changedAtMs: Number(row.changed_at_ms),
  };
}
