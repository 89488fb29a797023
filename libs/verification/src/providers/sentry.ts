import { inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const sentry = signedProvider({
  name: 'sentry',
  title: 'Sentry',
  documentation: 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
  secret: 'The client secret of the integration.',
  setup: [
    "In the organisation's settings, Custom Integrations, create an internal integration with the source's URL as webhook URL.",
    'Give its client secret here.',
  ],
  recipe: { headers: ['sentry-hook-signature'] },
  defaults: {
    eventType: inHeader('sentry-hook-resource'),
    externalId: inHeader('request-id'),
    occurredAt: inHeader('sentry-hook-timestamp'),
  },
});
