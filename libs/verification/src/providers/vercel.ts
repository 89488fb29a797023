import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const vercel = signedProvider({
  name: 'vercel',
  title: 'Vercel',
  documentation: 'https://vercel.com/docs/webhooks/webhooks-api',
  secret: "The webhook's secret.",
  setup: [
    "In the team's settings, Webhooks, create one with the source's URL.",
    "Give the secret that is shown once here; for an integration it is the integration's client secret.",
  ],
  unconfirmed: ['That log drains want the header x-vercel-verify in the answer; the relay does not send it.'],
  recipe: { headers: ['x-vercel-signature'], algorithm: 'sha1' },
  defaults: { eventType: inBody('type'), externalId: inBody('id'), occurredAt: inBody('createdAt') },
});
