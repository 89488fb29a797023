import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** A body holds up to 250 events; they are relayed as they came, together. */
export const gocardless = signedProvider({
  name: 'gocardless',
  title: 'GoCardless',
  documentation: 'https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/',
  secret: "The endpoint's secret.",
  setup: ["In the GoCardless dashboard, Developers, Webhook endpoints, create one with the source's URL.", 'Give its secret here.'],
  unconfirmed: ['That meta.webhook_id is the same when a webhook is tried again.'],
  recipe: { headers: ['webhook-signature'] },
  defaults: {
    eventType: inBody('events[0].resource_type'),
    externalId: inBody('meta.webhook_id'),
    occurredAt: inBody('events[0].created_at'),
  },
  refusedStatus: 498,
});
