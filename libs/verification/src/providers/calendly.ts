import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const calendly = signedProvider({
  name: 'calendly',
  title: 'Calendly',
  documentation: 'https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures',
  secret: 'The signing key of the webhook subscription.',
  setup: ["Create the subscription through Calendly's API with the source's URL and a signing_key of your own.", 'Give the same key here.'],
  recipe: {
    headers: ['calendly-webhook-signature'],
    separator: ',',
    field: 'v1',
    signedContent: '{timestamp}.{body}',
    timestamp: { from: 'signature', name: 't', unit: 's', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('event'), occurredAt: inBody('created_at') },
});
