import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const pagerduty = signedProvider({
  name: 'pagerduty',
  title: 'PagerDuty',
  documentation: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
  secret: 'The secret of the webhook subscription.',
  setup: [
    "In PagerDuty, Integrations, Generic Webhooks (v3), create one with the source's URL.",
    'Give the secret that is shown once here.',
  ],
  recipe: { headers: ['x-pagerduty-signature'], separator: ',', prefix: 'v1=' },
  defaults: { eventType: inBody('event.event_type'), externalId: inBody('event.id'), occurredAt: inBody('event.occurred_at') },
});
