import type { StoredEvent } from '@posthorn/contracts';
import type { DeliveryRef, OrderPlace, Outcome } from '@posthorn/store';

/** A delivery that this process holds: handed over after the commit, or claimed from the queue. */
export interface HeldDelivery extends DeliveryRef {
  /** Entries of the retry schedule that are used up. */
  readonly slot: number;
  /** Attempts begun before this one. */
  readonly attempts: number;
  /** `null` = it keeps no order. */
  readonly order: OrderPlace | null;
  readonly event: StoredEvent;
  /** A replay that receivers shall take for another event. */
  readonly newId?: boolean;
  /** No queue row stands behind it: only this process's memory, and its epoch's low water, know of it. */
  readonly fromMemory: boolean;
  /** The epoch of this process at that moment: it alone may decide what becomes of the delivery. */
  readonly heldBy: number;
  /** By the monotonic clock. */
  readonly heldSinceMs: number;
}

/** Of a held delivery, beside its event's bytes. */
export const HELD_OVERHEAD_BYTES = 2_000;

/** What a held delivery weighs in memory; its fan-out shares one body, but may outlive it, so each counts it whole. */
export function weightOf(held: { readonly event: StoredEvent }): number {
  return held.event.body.length + HELD_OVERHEAD_BYTES;
}

/** What an outcome says of its delivery. */
export function refOf(held: HeldDelivery): DeliveryRef & Pick<Outcome, 'ordered'> {
  const { deliveryId, projectId, destinationId, subscriptionId, order } = held;
  return { deliveryId, projectId, destinationId, subscriptionId, ordered: order !== null };
}
