import { inBody } from './provider-page.js';
import { credentialProvider } from './credential-provider.js';

export const pipedrive = credentialProvider({
  name: 'pipedrive',
  title: 'Pipedrive',
  documentation: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
  secret: 'user:password, as you wrote them at the provider.',
  setup: [
    "In Pipedrive, Tools and apps, Webhooks, create one with the source's URL.",
    'Fill in HTTP Auth username and password and give both here as user:password.',
  ],
  unconfirmed: ['That meta.id is the same when a webhook is tried again.'],
  credential: 'basic',
  defaults: { eventType: inBody('meta.action'), externalId: inBody('meta.id'), occurredAt: inBody('meta.timestamp') },
});
