import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const workos = signedProvider({
  name: 'workos',
  title: 'WorkOS',
  documentation: 'https://workos.com/docs/events/data-syncing/webhooks',
  secret: "The endpoint's signing secret.",
  setup: ["In the WorkOS dashboard, Webhooks, create an endpoint with the source's URL.", 'Give its signing secret here.'],
  unconfirmed: ['The tolerance of 180 s.'],
  recipe: {
    headers: ['workos-signature'],
    separator: ',',
    field: 'v1',
    signedContent: '{timestamp}.{body}',
    timestamp: { from: 'signature', name: 't', unit: 'ms', toleranceSeconds: 180 },
  },
  defaults: { eventType: inBody('event'), externalId: inBody('id'), occurredAt: inBody('created_at') },
});
