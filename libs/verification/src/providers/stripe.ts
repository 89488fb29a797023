import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** While a secret is rolled there are several v1; v0 is for test clocks of Stripe and worth nothing. */
export const stripe = signedProvider({
  name: 'stripe',
  title: 'Stripe',
  documentation: 'https://docs.stripe.com/webhooks/signature',
  secret: "The endpoint's signing secret, whsec_…, whole.",
  setup: [
    "In the Stripe dashboard, Developers, Webhooks, add an endpoint with the source's URL and choose its events.",
    "Reveal the endpoint's signing secret and give it here, whsec_ included.",
  ],
  recipe: {
    headers: ['stripe-signature'],
    separator: ',',
    field: 'v1',
    signedContent: '{timestamp}.{body}',
    timestamp: { from: 'signature', name: 't', unit: 's', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('type'), externalId: inBody('id'), occurredAt: inBody('created') },
});
