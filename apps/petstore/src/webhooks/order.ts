import type { StoreWebhook } from './store-webhook.js';

/** Body of the webhook `order`: flat, no envelope, no event id, a number for money and Unix seconds in a string. */
export interface OrderPayload {
  readonly event: string;
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
  /** Unix seconds, as a string. */
  readonly timestamp: string;
}

/** The body of the page "Webhook example", to the byte: what `curl --data` sends there, line breaks included. */
export const ORDER_EXAMPLE_TEXT = `{
    "event": "payment.success",
    "orderId": "1312312",
    "amount": 738.05,
    "currency": "USD",
    "timestamp": "1758613403"
}`;

export const orderExample: StoreWebhook = {
  name: 'order',
  example: 'payment.success',
  eventType: 'payment.success',
  externalId: null,
  body: Buffer.from(ORDER_EXAMPLE_TEXT),
};

/** A webhook `order` of one's own, written as the page writes it (four spaces). */
export function makeOrder(payload: OrderPayload): StoreWebhook {
  return {
    name: 'order',
    example: 'fresh',
    eventType: payload.event,
    externalId: null,
    body: Buffer.from(JSON.stringify(payload, null, 4)),
  };
}
