import { hmacProvider } from './hmac-provider.js';

/**
 * Modern Petstore API: "All webhooks include a signature header (`X-Webhook-Signature`)". Its articles show `sha256=` and a hex
 * HMAC-SHA256; what is signed is said nowhere, and the raw body is the plain reading.
 * Source: https://docs.petstoreapi.com/order-status-changed-event-26350215e0
 */
export const petstore = hmacProvider({
  name: 'petstore',
  title: 'Pet Store',
  recipe: {
    algorithm: 'sha256',
    encoding: 'hex',
    header: 'x-webhook-signature',
    prefix: 'sha256=',
    prefixOptional: true,
    signedContent: '{body}',
    secretEncoding: 'utf8',
  },
  defaults: {
    eventType: { from: 'body', path: 'eventType' },
    externalId: { from: 'body', path: 'eventId' },
    occurredAt: { from: 'body', path: 'timestamp' },
  },
});
