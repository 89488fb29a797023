import type { Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import type { DeliveryRef, OrderPlace } from '../deliveries/outcome.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { OWN, PARK, PARKED_HEADS, UNPARK } from '../sql/order.sql.js';

/** Of a key that was blocked, so many are let go at once: they are claimed together and follow each other in memory. */
const LET_GO_ROWS = 50;
const WALK_KEYS = 500;
const FIRST_KEY = Buffer.alloc(0);

/** A destination that this process owns now. */
export interface Owned {
  readonly destinationId: Uuid;
  /** How long its former owner has been gone; `null` = it never had one. */
  readonly formerGoneMs: number | null;
}

/** {@link DeliveryOrder.letGo}, for who removes deliveries without delivering any. */
export async function letGoOfKeys(db: Pick<Pool, 'query'>, keys: readonly string[]): Promise<boolean> {
  if (keys.length === 0) return false;
  const bytes = [...new Set(keys)].sort().map((key) => Buffer.from(key, 'hex'));
  const { rowCount } = await db.query({ ...UNPARK, values: [bytes, LET_GO_ROWS] });
  return (rowCount ?? 0) > 0;
}

type Parkable = Pick<DeliveryRef, 'deliveryId'> & { readonly order: OrderPlace | null };

/** The order of deliveries within their keys, and who may keep it (decision 7). */
export class DeliveryOrder {
  private walkedTo: Buffer = FIRST_KEY;

  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
  ) {}

  /** Takes what has no living owner; answers what this process owns of them. */
  async own(destinationIds: readonly Uuid[]): Promise<Owned[]> {
    const { rows } = await this.pool.query<{ destination_id: Uuid; gone_seconds: string | null }>({
      // Sorted: two processes that take the same ones must not wait for each other.
      ...OWN,
      values: [this.epoch.current, [...destinationIds].sort()],
    });
    return rows.map((row) => ({
      destinationId: row.destination_id,
      formerGoneMs: row.gone_seconds === null ? null : Number(row.gone_seconds) * 1_000,
    }));
  }

  /** Parks claimed deliveries, and lets go again where what stood before them has gone meanwhile. */
  async park(deliveries: readonly Parkable[]): Promise<void> {
    await this.pool.query({ ...PARK, values: [deliveries.map((delivery) => delivery.deliveryId), this.epoch.current] });
    await this.letGo(deliveries.flatMap(({ order }) => (order ? [order.key] : [])));
  }

  /** Something of these keys has ended: whatever is parked first in them may be claimed. Answers whether anything was. */
  letGo(keys: readonly string[]): Promise<boolean> {
    return letGoOfKeys(this.pool, keys);
  }

  /** One page of a walk over all keys, for what a killed process has left parked. `false` = the walk is over, the next begins anew. */
  async walk(): Promise<boolean> {
    const { rows } = await this.pool.query<{ key: string; parked: boolean | null }>({
      ...PARKED_HEADS,
      values: [this.walkedTo, WALK_KEYS],
    });
    const last = rows.length < WALK_KEYS ? undefined : rows.at(-1);
    this.walkedTo = last ? Buffer.from(last.key, 'hex') : FIRST_KEY;
    const parked = rows.flatMap(({ key, parked: isParked }) => (isParked ? [key] : []));
    if (parked.length > 0) await this.letGo(parked);
    return last !== undefined;
  }
}
