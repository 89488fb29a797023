import { inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const sanity = signedProvider({
  name: 'sanity',
  title: 'Sanity',
  documentation: 'https://www.sanity.io/docs/content-lake/webhook-best-practices',
  secret: "The webhook's secret, as you typed it at Sanity.",
  setup: [
    "In the project's API settings, create a GROQ-powered webhook with the source's URL.",
    'Type a secret of your own there and give the same here.',
  ],
  recipe: {
    headers: ['sanity-webhook-signature'],
    encoding: 'base64url',
    separator: ',',
    field: 'v1',
    signedContent: '{timestamp}.{body}',
    timestamp: { from: 'signature', name: 't', unit: 'ms', toleranceSeconds: null },
  },
  defaults: { eventType: inHeader('sanity-operation'), externalId: inHeader('idempotency-key') },
});
