import { inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const bitbucket = signedProvider({
  name: 'bitbucket',
  title: 'Bitbucket',
  documentation: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
  secret: "The webhook's secret.",
  setup: [
    "In the repository's settings, Webhooks, add a webhook with the source's URL.",
    'Type or generate a secret there and give the same here; without one Bitbucket signs nothing.',
  ],
  recipe: { headers: ['x-hub-signature'], prefix: 'sha256=' },
  defaults: { eventType: inHeader('x-event-key'), externalId: inHeader('x-request-uuid') },
});
