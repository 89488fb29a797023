import { inBody, inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const linear = signedProvider({
  name: 'linear',
  title: 'Linear',
  documentation: 'https://linear.app/developers/webhooks',
  secret: "The webhook's signing secret.",
  setup: ["In Linear, Settings, API, create a webhook with the source's URL.", 'Give the signing secret of its page here.'],
  recipe: { headers: ['linear-signature'], timestamp: { from: 'body', name: 'webhookTimestamp', unit: 'ms', toleranceSeconds: 60 } },
  defaults: { eventType: inBody('type'), externalId: inHeader('linear-delivery'), occurredAt: inBody('webhookTimestamp') },
  sample: ({ id, atMs }) => ({
    headers: [
      ['content-type', 'application/json'],
      ['linear-delivery', id],
      ['linear-event', 'Issue'],
    ],
    body: JSON.stringify({ action: 'create', type: 'Issue', data: { id }, webhookTimestamp: atMs, webhookId: id }),
  }),
});
