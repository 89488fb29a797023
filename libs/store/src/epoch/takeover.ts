import type { Uuid } from '@posthorn/contracts';
import type { Pool, PoolClient } from 'pg';
import { EPOCH_LOCK_CLASS } from '../advisory-locks.js';
import { deliveryIdOf } from '../events/event-id.js';
import { decodeRoutes } from '../events/routes-block.js';
import { writeSearchKeysOf } from '../search-keys/search-key-writer.js';
import { END_EPOCH, ENDED_UNSCANNED, LIVE_EPOCHS, QUEUE_ROUTES, RELEASE_CLAIMS, SCAN_EPOCH, SCANNED } from '../sql/take-over.sql.js';
import { EPOCH_TTL_SECONDS, type ProcessEpoch } from './process-epoch.js';

const PAGE = 500;

/** What a takeover found, for the log. */
export interface TakenOver {
  readonly epoch: number;
  readonly releasedClaims: number;
  readonly queuedRoutes: number;
}

/**
 * Takes over from processes that are gone: ends their epochs, frees their claims, and queues every route of theirs that has
 * neither a delivery nor a queue row; and makes its events searchable. Safe to run in several processes at once and to break off anywhere: an ended epoch keeps its
 * low water until its scan is done.
 */
export class Takeover {
  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
  ) {}

  async run(): Promise<TakenOver[]> {
    await this.endDeadEpochs();
    const { rows } = await this.pool.query<{ epoch: number; low_water: Uuid }>({ ...ENDED_UNSCANNED, values: [this.epoch.current] });
    const taken: TakenOver[] = [];
    for (const row of rows) taken.push(await this.take(row.epoch, row.low_water));
    return taken;
  }

  private async endDeadEpochs(): Promise<void> {
    const { rows } = await this.pool.query<{ epoch: number; expired: boolean }>({
      ...LIVE_EPOCHS,
      values: [this.epoch.current, EPOCH_TTL_SECONDS],
    });
    if (rows.length === 0) return;
    const client = await this.pool.connect();
    try {
      for (const row of rows)
        if (row.expired || (await this.isAbandoned(client, row.epoch))) await client.query({ ...END_EPOCH, values: [row.epoch] });
    } finally {
      client.release();
    }
  }

  /** Its session, and with it its lock, is gone: the process is dead or has lost its database, and may not come back to this epoch. */
  private async isAbandoned(client: PoolClient, epoch: number): Promise<boolean> {
    const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, $2) as free', [EPOCH_LOCK_CLASS, epoch]);
    if (!rows[0]?.free) return false;
    await client.query('select pg_advisory_unlock($1, $2)', [EPOCH_LOCK_CLASS, epoch]);
    return true;
  }

  private async take(epoch: number, lowWater: Uuid): Promise<TakenOver> {
    const released = await this.pool.query({ ...RELEASE_CLAIMS, values: [epoch] });
    let queuedRoutes = 0;
    for (let from: Uuid | null = lowWater; from;) {
      const page: { rows: { id: Uuid; project_id: Uuid; routes: Buffer }[] } = await this.pool.query({
        ...SCAN_EPOCH,
        values: [epoch, from, PAGE],
      });
      queuedRoutes += await this.queueRoutes(page.rows);
      // The last row is scanned again with the next page, which costs less than a second kind of comparison.
      from = page.rows.length === PAGE ? (page.rows[PAGE - 1]?.id ?? null) : null;
    }
    await writeSearchKeysOf(this.pool, { epoch, from: lowWater });
    await this.pool.query({ ...SCANNED, values: [epoch] });
    return { epoch, releasedClaims: released.rowCount ?? 0, queuedRoutes };
  }

  private async queueRoutes(events: readonly { id: Uuid; project_id: Uuid; routes: Buffer }[]): Promise<number> {
    const rows = events.flatMap((event) =>
      decodeRoutes(event.routes).map((route, index) => ({ event, route, deliveryId: deliveryIdOf(event.id, index + 1) })),
    );
    if (rows.length === 0) return 0;
    const { rowCount } = await this.pool.query({
      ...QUEUE_ROUTES,
      values: [
        rows.map((row) => row.deliveryId),
        rows.map((row) => row.event.id),
        rows.map((row) => row.event.project_id),
        rows.map((row) => row.route.destinationId),
        rows.map((row) => row.route.subscriptionId),
        rows.map(() => 0),
      ],
    });
    return rowCount ?? 0;
  }
}
