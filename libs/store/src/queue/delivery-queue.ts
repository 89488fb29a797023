import type { StoredEvent, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import type { DeliveryRef } from '../deliveries/outcome.js';
import { ENDED_STATUSES } from '../deliveries/stored-status.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { eventIdOf } from '../events/event-id.js';
import { decodeHead } from '../events/head-block.js';
import { CLAIM, DROP_QUEUED, LANES, LOAD_CLAIMED, RELEASE_FORGOTTEN, UNCLAIM } from '../sql/claim.sql.js';
import { QUEUE_ROUTES } from '../sql/take-over.sql.js';

/** A destination's deliveries of one subscription: what can be paused on its own. */
export interface Lane {
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
  /** Negative = overdue. */
  readonly dueInMs: number;
}

/** A delivery that this process holds now. */
export interface ClaimedDelivery {
  readonly deliveryId: Uuid;
  readonly projectId: Uuid;
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
  readonly slot: number;
  readonly attempts: number;
  readonly event: StoredEvent;
}

interface ClaimRow {
  readonly delivery_id: Uuid;
  readonly project_id: Uuid;
  readonly destination_id: Uuid;
  readonly subscription_id: Uuid;
  readonly slot: number;
  readonly attempts: number;
}

interface LoadedRow {
  readonly delivery_id: Uuid;
  readonly status: number | null;
  readonly id: Uuid | null;
  readonly project_id: Uuid;
  readonly source_id: Uuid;
  readonly type: string;
  readonly external_id: string | null;
  readonly received_at_ms: string;
  readonly occurred_at_ms: string | null;
  readonly head: Buffer;
  readonly body: Buffer;
}

/** The deliveries that wait: for a retry, a delay, a pause, a free slot, another process. */
export class DeliveryQueue {
  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
  ) {}

  async lanes(): Promise<Lane[]> {
    const { rows } = await this.pool.query<{ destination_id: Uuid; subscription_id: Uuid; due_in_ms: string }>(LANES);
    return rows.map((row) => ({ destinationId: row.destination_id, subscriptionId: row.subscription_id, dueInMs: Number(row.due_in_ms) }));
  }

  /** Claims what is due, at most `room` a lane, and loads it. */
  async claim(
    lanes: readonly { readonly destinationId: Uuid; readonly subscriptionId: Uuid; readonly room: number }[],
  ): Promise<ClaimedDelivery[]> {
    const { rows } = await this.pool.query<ClaimRow>({
      ...CLAIM,
      values: [
        this.epoch.current,
        lanes.map((lane) => lane.destinationId),
        lanes.map((lane) => lane.subscriptionId),
        lanes.map((lane) => lane.room),
      ],
    });
    if (rows.length === 0) return [];
    try {
      return await this.load(rows);
    } catch (error) {
      await this.giveBack(rows.map((row) => row.delivery_id)).catch(() => undefined);
      throw error;
    }
  }

  /** Lets go of claims without an attempt. */
  async giveBack(deliveryIds: readonly Uuid[]): Promise<void> {
    await this.pool.query({ ...UNCLAIM, values: [deliveryIds, this.epoch.current] });
  }

  /** Lets go of this process's claims that its memory knows nothing of: their answer was lost with a connection. */
  async releaseForgotten(heldIds: readonly Uuid[]): Promise<void> {
    await this.pool.query({ ...RELEASE_FORGOTTEN, values: [this.epoch.current, heldIds] });
  }

  /** Gives deliveries that waited too long in memory a queue row, due at once, and settles their routes. */
  async spill(deliveries: readonly DeliveryRef[]): Promise<void> {
    await this.pool.query({
      ...QUEUE_ROUTES,
      values: [
        deliveries.map((delivery) => delivery.deliveryId),
        deliveries.map((delivery) => eventIdOf(delivery.deliveryId)),
        deliveries.map((delivery) => delivery.projectId),
        deliveries.map((delivery) => delivery.destinationId),
        deliveries.map((delivery) => delivery.subscriptionId),
        deliveries.map(() => 0),
      ],
    });
    for (const delivery of deliveries) this.epoch.unsettled.settle(eventIdOf(delivery.deliveryId));
  }

  private async load(claimed: readonly ClaimRow[]): Promise<ClaimedDelivery[]> {
    const { rows } = await this.pool.query<LoadedRow>({
      ...LOAD_CLAIMED,
      values: [claimed.map((row) => eventIdOf(row.delivery_id)), claimed.map((row) => row.delivery_id)],
    });
    const loaded = new Map(rows.map((row) => [row.delivery_id, row]));
    const deliveries: ClaimedDelivery[] = [];
    const over: Uuid[] = [];
    for (const row of claimed) {
      const found = loaded.get(row.delivery_id);
      const ended = ENDED_STATUSES.some((status) => status === found?.status);
      if (!found?.id || ended) over.push(row.delivery_id);
      else deliveries.push(toClaimed(row, found, found.id));
    }
    if (over.length > 0) await this.pool.query({ ...DROP_QUEUED, values: [over, this.epoch.current] });
    return deliveries;
  }
}

function toClaimed(row: ClaimRow, found: LoadedRow, eventId: Uuid): ClaimedDelivery {
  return {
    deliveryId: row.delivery_id,
    projectId: row.project_id,
    destinationId: row.destination_id,
    subscriptionId: row.subscription_id,
    slot: row.slot,
    attempts: row.attempts,
    event: {
      id: eventId,
      projectId: found.project_id,
      sourceId: found.source_id,
      type: found.type,
      externalId: found.external_id,
      receivedAtMs: Number(found.received_at_ms),
      occurredAtMs: found.occurred_at_ms === null ? null : Number(found.occurred_at_ms),
      ...decodeHead(found.head),
      body: found.body,
      faults: [],
    },
  };
}
