import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const mux = signedProvider({
  name: 'mux',
  title: 'Mux',
  documentation: 'https://www.mux.com/docs/core/verify-webhook-signatures',
  secret: "The webhook's signing secret.",
  setup: ["In the Mux dashboard, Settings, Webhooks, create one with the source's URL.", 'Show its signing secret and give it here.'],
  recipe: {
    headers: ['mux-signature'],
    separator: ',',
    field: 'v1',
    signedContent: '{timestamp}.{body}',
    timestamp: { from: 'signature', name: 't', unit: 's', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('type'), externalId: inBody('id'), occurredAt: inBody('created_at') },
});
