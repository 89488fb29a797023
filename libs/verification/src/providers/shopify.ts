import { inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** X-Shopify-Event-Id is the same for several topics of one change; the webhook id is not. */
export const shopify = signedProvider({
  name: 'shopify',
  title: 'Shopify',
  documentation: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
  secret: "The app's client secret, or the secret shown under the webhooks of the store's settings.",
  setup: [
    "Create the subscription with the source's URL, in the app's configuration or in the store's Settings, Notifications, Webhooks.",
    "Give the client secret of the app here, or the secret that the store's page shows below the list.",
  ],
  unconfirmed: ['That the mandatory privacy topics must be answered 401 when their signature is wrong; the relay does.'],
  recipe: { headers: ['x-shopify-hmac-sha256'], encoding: 'base64' },
  defaults: {
    eventType: inHeader('x-shopify-topic'),
    externalId: inHeader('x-shopify-webhook-id'),
    occurredAt: inHeader('x-shopify-triggered-at'),
  },
});
