import { inBody } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const replicate = standardProvider({
  name: 'replicate',
  title: 'Replicate',
  documentation: 'https://replicate.com/docs/topics/webhooks/verify-webhook',
  secret: 'The default webhook signing secret of the account, whsec_….',
  setup: [
    "Give the source's URL as webhook when you create a prediction or training.",
    "Fetch the signing secret from Replicate's API (webhooks/default/secret) and give it here.",
  ],
  defaults: { eventType: inBody('status'), occurredAt: inBody('created_at') },
});
