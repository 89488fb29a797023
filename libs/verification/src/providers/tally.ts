import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const tally = signedProvider({
  name: 'tally',
  title: 'Tally',
  documentation: 'https://tally.so/help/webhooks',
  secret: "The webhook's signing secret.",
  setup: [
    "In the form's Integrations tab, connect Webhooks with the source's URL.",
    'Add a signing secret there and give the same here; without one Tally signs nothing.',
  ],
  recipe: { headers: ['tally-signature'], encoding: 'base64' },
  defaults: { eventType: inBody('eventType'), externalId: inBody('eventId'), occurredAt: inBody('createdAt') },
});
