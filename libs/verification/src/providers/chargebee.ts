import { inBody } from './provider-page.js';
import { credentialProvider } from './credential-provider.js';

export const chargebee = credentialProvider({
  name: 'chargebee',
  title: 'Chargebee',
  documentation: 'https://www.chargebee.com/docs/billing/2.0/site-configuration/webhook_settings',
  secret: 'user:password, as you wrote them at the provider.',
  setup: [
    "In Chargebee, Settings, Configure Chargebee, Webhooks, add one with the source's URL.",
    'Protect it with basic authentication and give both here as user:password.',
  ],
  credential: 'basic',
  defaults: { eventType: inBody('event_type'), externalId: inBody('id'), occurredAt: inBody('occurred_at') },
});
