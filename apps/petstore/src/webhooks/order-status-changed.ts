import { type StoreWebhook, jsonBytes } from './store-webhook.js';
import { BIG_ORDER, type OrderStatus, SMALL_ORDER, type StoreOrder } from './store-order.js';

export const ORDER_STATUS_CHANGED = 'order.statusChanged';

/** Body of `orderStatusChanged` (Modern Petstore API 1.0.0, `webhooks.orderStatusChanged`). */
export interface OrderStatusChangedPayload {
  readonly eventId: string;
  readonly eventType: typeof ORDER_STATUS_CHANGED;
  readonly timestamp: string;
  readonly data: {
    readonly order: StoreOrder;
    readonly previousStatus: OrderStatus;
    readonly newStatus: OrderStatus;
    readonly changedAt: string;
    readonly changedBy: string;
  };
}

export interface StatusChange {
  readonly eventId: string;
  /** The order before the change. */
  readonly order: StoreOrder;
  readonly previousStatus: OrderStatus;
  readonly newStatus: OrderStatus;
  /** RFC 3339. */
  readonly at: string;
  /** A user's id, a member of staff or `system`. */
  readonly changedBy: string;
}

export function makeOrderStatusChanged(change: StatusChange, example = 'fresh'): StoreWebhook {
  const payload: OrderStatusChangedPayload = {
    eventId: change.eventId,
    eventType: ORDER_STATUS_CHANGED,
    timestamp: change.at,
    data: {
      order: { ...change.order, status: change.newStatus, updatedAt: change.at },
      previousStatus: change.previousStatus,
      newStatus: change.newStatus,
      changedAt: change.at,
      changedBy: change.changedBy,
    },
  };
  return { name: 'orderStatusChanged', example, eventType: payload.eventType, externalId: payload.eventId, body: jsonBytes(payload) };
}

/** The three named examples of the page "Order Status Changed Event". */
export const orderApproved = makeOrderStatusChanged(
  {
    eventId: 'evt_9f4a8b3c-2d5e-6f7g-8h9i-0j1k2l3m4n5o',
    order: BIG_ORDER,
    previousStatus: 'PLACED',
    newStatus: 'APPROVED',
    at: '2024-12-16T10:30:00Z',
    changedBy: 'system',
  },
  'order-approved',
);

export const orderShipped = makeOrderStatusChanged(
  {
    eventId: 'evt_1a2b3c4d-5e6f-7g8h-9i0j-k1l2m3n4o5p6',
    order: BIG_ORDER,
    previousStatus: 'APPROVED',
    newStatus: 'SHIPPED',
    at: '2024-12-17T14:00:00Z',
    changedBy: 'staff_user_123',
  },
  'order-shipped',
);

export const orderCancelled = makeOrderStatusChanged(
  {
    eventId: 'evt_2b3c4d5e-6f7g-8h9i-0j1k-l2m3n4o5p6q7',
    order: SMALL_ORDER,
    previousStatus: 'PLACED',
    newStatus: 'CANCELLED',
    at: '2024-12-16T11:15:00Z',
    changedBy: 'usr_019b4128-6a6b-777c-9ae8-335e962c68d8',
  },
  'order-cancelled',
);
