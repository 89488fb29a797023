/** The store's four webhooks, by the names that its OpenAPI document gives them; `order` is the Apidog page "Webhook example". */
export type StoreWebhookName = 'order' | 'orderStatusChanged' | 'paymentSucceeded' | 'orderProcessed';

/** One webhook ready to be sent: the bytes, and what a receiver should read in them. */
export interface StoreWebhook {
  readonly name: StoreWebhookName;
  /** What the documents call the example; `fresh` for one made by hand. */
  readonly example: string;
  /** As it stands in the body, for `orderProcessed` (which carries none) as the demo's source names it. */
  readonly eventType: string;
  /** The id that the body carries, to be treated as opaque: the documented ones are no UUIDs. `null` where there is none. */
  readonly externalId: string | null;
  readonly body: Buffer;
}

/** Pretty-printed, as the documents show their examples: a relay that re-serialised a body would be found out by its white space. */
export function jsonBytes(payload: unknown): Buffer {
  return Buffer.from(JSON.stringify(payload, null, 2));
}
