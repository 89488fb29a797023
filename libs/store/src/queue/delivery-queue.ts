import type { StoredEvent, Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import type { DeliveryRef, OrderPlace } from '../deliveries/outcome.js';
import { ENDED_STATUSES } from '../deliveries/stored-status.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { eventIdOf } from '../events/event-id.js';
import { decodeHead } from '../events/head-block.js';
import { CLAIM, DROP_QUEUED, LANES, LOAD_CLAIMED, RELEASE_FORGOTTEN, UNCLAIM } from '../sql/claim.sql.js';
import { QUEUE_ROUTES } from '../sql/take-over.sql.js';
import { DeliveryOrder } from './delivery-order.js';

/** A destination's deliveries of one subscription: what can be paused on its own. */
export interface Lane {
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
  /** Negative = overdue. */
  readonly dueInMs: number;
}

/** How much of a lane may be claimed now. */
export interface LaneRoom {
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
  readonly room: number;
  /** Only the destination's owner may claim there. */
  readonly owned: boolean;
}

/** What a claim found, before anything of it is loaded. */
export interface ClaimedRow extends DeliveryRef {
  readonly slot: number;
  readonly attempts: number;
  readonly order: OrderPlace | null;
  /** Number of what stands before it in its key, `null` = nothing. */
  readonly prevNo: number | null;
  /** What its event will weigh in memory. */
  readonly bytes: number;
}

/** A delivery that this process holds now. */
export interface ClaimedDelivery extends ClaimedRow {
  /** A replay that receivers shall take for another event. */
  readonly newId: boolean;
  readonly event: StoredEvent;
}

interface ClaimRow {
  readonly delivery_id: Uuid;
  readonly project_id: Uuid;
  readonly destination_id: Uuid;
  readonly subscription_id: Uuid;
  readonly slot: number;
  readonly attempts: number;
  readonly order_key: string | null;
  readonly order_no: string | null;
  readonly prev_no: string | null;
  readonly bytes: number | null;
}

interface LoadedRow {
  readonly delivery_id: Uuid;
  readonly status: number | null;
  readonly new_id: boolean | null;
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

/** What becomes of claimed rows: loaded, given back for want of memory, or parked behind others of their key. */
export interface ClaimSorting {
  readonly take: readonly ClaimedRow[];
  readonly giveBack: readonly ClaimedRow[];
  readonly park: readonly ClaimedRow[];
}

/** What a claim came to. */
export interface Claim {
  readonly claimed: readonly ClaimedDelivery[];
  readonly parked: number;
}

/** The deliveries that wait: for a retry, a delay, an order, a pause, a free slot, another process. */
export class DeliveryQueue {
  readonly order: DeliveryOrder;

  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
  ) {
    this.order = new DeliveryOrder(pool, epoch);
  }

  async lanes(): Promise<Lane[]> {
    const { rows } = await this.pool.query<{ destination_id: Uuid; subscription_id: Uuid; due_in_ms: string }>(LANES);
    return rows.map((row) => ({ destinationId: row.destination_id, subscriptionId: row.subscription_id, dueInMs: Number(row.due_in_ms) }));
  }

  /** Claims what is due, at most `room` a lane; loads what `sort` takes, and answers how many it parked. */
  async claim(lanes: readonly LaneRoom[], sort: (rows: readonly ClaimedRow[]) => ClaimSorting): Promise<Claim> {
    const epoch = this.epoch.current;
    const { rows } = await this.pool.query<ClaimRow>({
      ...CLAIM,
      values: [
        epoch,
        lanes.map((lane) => lane.destinationId),
        lanes.map((lane) => lane.subscriptionId),
        lanes.map((lane) => lane.room),
        lanes.map((lane) => lane.owned),
      ],
    });
    if (rows.length === 0) return { claimed: [], parked: 0 };
    try {
      const { take, giveBack, park } = sort(rows.map(toClaimedRow));
      if (park.length > 0) await this.order.park(park);
      if (giveBack.length > 0) await this.giveBack(giveBack.map((row) => row.deliveryId));
      const claimed = take.length > 0 ? await this.load(take) : [];
      // Its successor has released them, and decides what becomes of them.
      return { claimed: this.epoch.current === epoch ? claimed : [], parked: park.length };
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

  private async load(claimed: readonly ClaimedRow[]): Promise<ClaimedDelivery[]> {
    const { rows } = await this.pool.query<LoadedRow>({
      ...LOAD_CLAIMED,
      values: [claimed.map((row) => eventIdOf(row.deliveryId)), claimed.map((row) => row.deliveryId)],
    });
    const loaded = new Map(rows.map((row) => [row.delivery_id, row]));
    const deliveries: ClaimedDelivery[] = [];
    const over: Uuid[] = [];
    for (const row of claimed) {
      const found = loaded.get(row.deliveryId);
      const ended = ENDED_STATUSES.some((status) => status === found?.status);
      if (!found?.id || ended) over.push(row.deliveryId);
      else deliveries.push({ ...row, newId: found.new_id ?? false, event: toEvent(found, found.id) });
    }
    if (over.length > 0) await this.drop(over);
    return deliveries;
  }

  private async drop(deliveryIds: readonly Uuid[]): Promise<void> {
    const { rows } = await this.pool.query<{ order_key: string | null }>({ ...DROP_QUEUED, values: [deliveryIds, this.epoch.current] });
    const keys = rows.flatMap(({ order_key }) => (order_key === null ? [] : [order_key]));
    if (keys.length > 0) await this.order.letGo(keys);
  }
}

function toClaimedRow(row: ClaimRow): ClaimedRow {
  return {
    deliveryId: row.delivery_id,
    projectId: row.project_id,
    destinationId: row.destination_id,
    subscriptionId: row.subscription_id,
    slot: row.slot,
    attempts: row.attempts,
    order: row.order_key === null ? null : { key: row.order_key, no: Number(row.order_no) },
    prevNo: row.prev_no === null ? null : Number(row.prev_no),
    bytes: row.bytes ?? 0,
  };
}

function toEvent(found: LoadedRow, id: Uuid): StoredEvent {
  return {
    id,
    projectId: found.project_id,
    sourceId: found.source_id,
    type: found.type,
    externalId: found.external_id,
    receivedAtMs: Number(found.received_at_ms),
    occurredAtMs: found.occurred_at_ms === null ? null : Number(found.occurred_at_ms),
    ...decodeHead(found.head),
    body: found.body,
    faults: [],
  };
}
