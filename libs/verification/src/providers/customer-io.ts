import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const customerIo = signedProvider({
  name: 'customer-io',
  title: 'Customer.io',
  documentation: 'https://docs.customer.io/integrations/api/webhooks/',
  secret: 'The signing key of the reporting webhook.',
  setup: ["In Customer.io, Data and Integrations, add a reporting webhook with the source's URL.", 'Give its webhook signing key here.'],
  recipe: {
    headers: ['x-cio-signature'],
    signedContent: 'v0:{timestamp}:{body}',
    timestamp: { from: 'header', name: 'x-cio-timestamp', unit: 's', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('metric'), externalId: inBody('event_id'), occurredAt: inBody('timestamp') },
});
