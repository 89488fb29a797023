import { randomUUID } from 'node:crypto';
import { signWebhook, WEBHOOK_SIGNATURE_HEADER } from '../authentication/webhook-signature.js';
import { orderExample } from '../webhooks/order.js';
import { orderProcessed } from '../webhooks/order-processed.js';
import { makeOrderStatusChanged, orderApproved, orderCancelled, orderShipped } from '../webhooks/order-status-changed.js';
import { bankPayment, cardPayment } from '../webhooks/payment-succeeded.js';
import { BIG_ORDER } from '../webhooks/store-order.js';
import type { StoreWebhook } from '../webhooks/store-webhook.js';
import type { DestinationName } from './destinations.js';
import { REQUEST_ID_HEADER, type SourceSlug } from './sources.js';
import type { Stage } from './stage.js';

/** A webhook to be sent, and what must come of it. */
export interface Shipment {
  readonly webhook: StoreWebhook;
  readonly source: SourceSlug;
  readonly authenticatedBy: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Written out by hand, not worked out by the relay's own rules. */
  readonly destinations: readonly DestinationName[];
}

const ON_ORDER: readonly DestinationName[] = ['Fulfilment', 'Orders channel'];
const ON_SEED: readonly DestinationName[] = ['Fulfilment', 'Accounting', 'Payments channel'];
const ON_PAYMENT: readonly DestinationName[] = [...ON_SEED, 'Receipts'];

/** Everything that the documents show, each by the way of authentication that its page names. */
export async function planShipments(stage: Stage): Promise<readonly Shipment[]> {
  const granted = await stage.oauth.obtainTokens('read:orders write:orders');
  const refreshed = await stage.oauth.refresh(granted.refresh_token);
  return [
    order('petstore-order', 'JWT HS256', await stage.tokens.hs256(stage.secrets.jwt)),
    order('petstore-order-es256', 'JWT ES256', await stage.tokens.es256(stage.keys.privateKey)),
    order('petstore-order-oauth', 'OAuth 2.0 code + PKCE', granted.access_token),
    order('petstore-order-oauth', 'OAuth 2.0 refreshed', refreshed.access_token),
    signed(stage, orderApproved, ON_ORDER),
    signed(stage, cardPayment, ON_PAYMENT),
    signed(stage, orderShipped, ON_ORDER),
    signed(stage, orderDelivered(), ON_ORDER),
    signed(stage, bankPayment, ON_PAYMENT),
    signed(stage, orderCancelled, ON_ORDER),
    {
      webhook: orderProcessed,
      source: 'petstore-callback',
      authenticatedBy: 'bearer token',
      headers: { authorization: `Bearer ${stage.secrets.callback}` },
      destinations: ON_ORDER,
    },
  ];
}

function order(source: SourceSlug, authenticatedBy: string, token: string): Shipment {
  const requestId = randomUUID();
  return {
    webhook: { ...orderExample, externalId: requestId },
    source,
    authenticatedBy,
    headers: { authorization: `Bearer ${token}`, [REQUEST_ID_HEADER]: requestId },
    destinations: ON_SEED,
  };
}

function signed(stage: Stage, webhook: StoreWebhook, destinations: readonly DestinationName[]): Shipment {
  return {
    webhook,
    source: 'petstore-events',
    authenticatedBy: WEBHOOK_SIGNATURE_HEADER,
    headers: { [WEBHOOK_SIGNATURE_HEADER]: signWebhook(stage.secrets.webhook, webhook.body) },
    destinations,
  };
}

/** The step of the life cycle that the documents tell of and give no example for. */
function orderDelivered(): StoreWebhook {
  const at = new Date().toISOString();
  const change = { order: BIG_ORDER, previousStatus: 'SHIPPED', newStatus: 'DELIVERED', at, changedBy: 'system' } as const;
  return makeOrderStatusChanged({ eventId: `evt_${randomUUID()}`, ...change }, 'order-delivered');
}
