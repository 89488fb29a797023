import type { Uuid } from '@posthorn/contracts';
import type { Pool, PoolClient } from 'pg';
import { LOCK_EVENT, REPLAY } from '../sql/replay.sql.js';
import type { DeliveryRecord } from './delivery-reader.js';

/** Where a replay goes. `subscriptionId` is `NO_SUBSCRIPTION` where a person chose only the destination. */
export interface ReplayTarget {
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
}

export interface ReplayOrder {
  readonly projectId: Uuid;
  readonly eventId: Uuid;
  readonly targets: readonly ReplayTarget[];
  /** Receivers shall take each for another event: it carries its delivery's id in place of the event's. */
  readonly newId: boolean;
}

/** `exhausted`: an event has at most 32,768 replays. */
export type Replayed = readonly DeliveryRecord[] | 'no-event' | 'expunged' | 'exhausted';

interface ReplayedRow {
  readonly id: Uuid;
  readonly destination_id: Uuid;
  readonly subscription_id: Uuid;
  readonly replayed_at: Date;
}

/** Sends stored events again, as new deliveries. */
export class ReplayWriter {
  constructor(private readonly pool: Pool) {}

  /** All of them are made, or none. They are due at once; whoever delivers has to be told. */
  async replay(order: ReplayOrder): Promise<Replayed> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const locked = await client.query<{ expunged: boolean }>({ ...LOCK_EVENT, values: [order.eventId, order.projectId] });
      const [event] = locked.rows;
      if (!event || event.expunged) return await giveUp(client, event ? 'expunged' : 'no-event');
      const { rows } = await client.query<ReplayedRow>({
        ...REPLAY,
        values: [
          order.eventId,
          order.projectId,
          order.targets.map((target) => target.destinationId),
          order.targets.map((target) => target.subscriptionId),
          order.newId,
        ],
      });
      if (rows.length < order.targets.length) return await giveUp(client, 'exhausted');
      await client.query('commit');
      client.release();
      return rows.map((row) => toRecord(order, row));
    } catch (error) {
      // In whatever state the transaction is: it ends with the connection.
      client.release(true);
      throw error;
    }
  }
}

async function giveUp<T>(client: PoolClient, reason: T): Promise<T> {
  await client.query('rollback');
  client.release();
  return reason;
}

function toRecord({ eventId, projectId }: ReplayOrder, row: ReplayedRow): DeliveryRecord {
  return {
    ...{ id: row.id, eventId, projectId, destinationId: row.destination_id, subscriptionId: row.subscription_id },
    ...{
      status: 'scheduled',
      attempts: 0,
      nextAttemptAt: row.replayed_at,
      replayedAt: row.replayed_at,
      completedAt: null,
      reason: null,
      ordered: false,
    },
  };
}
