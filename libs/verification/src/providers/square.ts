import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const square = signedProvider({
  name: 'square',
  title: 'Square',
  documentation: 'https://developer.squareup.com/docs/webhooks/step3validate',
  secret: "The subscription's signature key.",
  setup: [
    "In the Square developer console, Webhooks, Subscriptions, add one with the source's URL.",
    'Give its signature key here; where Square has another URL than the relay shows, give that as option url.',
  ],
  recipe: { headers: ['x-square-hmacsha256-signature'], encoding: 'base64', signedContent: '{url}{body}' },
  defaults: { eventType: inBody('type'), externalId: inBody('event_id'), occurredAt: inBody('created_at') },
});
