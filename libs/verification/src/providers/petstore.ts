import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/**
 * Modern Petstore API: "All webhooks include a signature header (`X-Webhook-Signature`)". Its articles show `sha256=` and a hex
 * HMAC-SHA256; what is signed is said nowhere, and the raw body is the plain reading.
 */
export const petstore = signedProvider({
  name: 'petstore',
  title: 'Pet Store',
  documentation: 'https://docs.petstoreapi.com/order-status-changed-event-26350215e0',
  secret: 'The secret that was given with the webhook when it was registered.',
  setup: ["Register the source's URL and a secret as a webhook of the Pet Store.", 'Give the same secret here.'],
  unconfirmed: ['That the signature covers the raw body and nothing else.'],
  recipe: { headers: ['x-webhook-signature'], prefix: 'sha256=', prefixOptional: true },
  defaults: { eventType: inBody('eventType'), externalId: inBody('eventId'), occurredAt: inBody('timestamp') },
});
