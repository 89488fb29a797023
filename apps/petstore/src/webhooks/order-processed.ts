import { type StoreWebhook, jsonBytes } from './store-webhook.js';

/** The callback carries no event type; the demo's source gives it this one by a constant rule. */
export const ORDER_PROCESSED = 'order.processed';

/** Body of the callback `orderProcessed` ("Callback Example"). The schema says `COMPLETED`, the example `completed`. */
export interface OrderProcessedPayload {
  readonly requestId: string;
  readonly orderId: string;
  readonly status: string;
  readonly result: Readonly<Record<string, unknown>>;
  /** Unix seconds, as a string. */
  readonly timestamp: string;
}

export function makeOrderProcessed(payload: OrderProcessedPayload, example = 'fresh'): StoreWebhook {
  return { name: 'orderProcessed', example, eventType: ORDER_PROCESSED, externalId: payload.requestId, body: jsonBytes(payload) };
}

export const orderProcessed = makeOrderProcessed(
  {
    requestId: '0d7a3836-956f-453b-b633-94a16e720d60',
    orderId: '1312312',
    status: 'completed',
    result: {
      transactionId: 'tx_12345',
      processingDetails: { processor: 'payment-gateway-1', approvalCode: 'AUTH123456' },
    },
    timestamp: '1758613503',
  },
  'completed',
);
