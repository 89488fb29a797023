import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const quickbooks = signedProvider({
  name: 'quickbooks',
  title: 'QuickBooks Online',
  documentation: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks',
  secret: 'The verifier token.',
  setup: [
    "In the Intuit developer portal, the app's Webhooks page, set the source's URL as endpoint URL.",
    'Show the verifier token and give it here.',
  ],
  unconfirmed: ['That an answer must come within 3 s; the relay answers sooner.'],
  recipe: { headers: ['intuit-signature'], encoding: 'base64' },
  defaults: {
    eventType: inBody('eventNotifications[0].dataChangeEvent.entities[0].name'),
    occurredAt: inBody('eventNotifications[0].dataChangeEvent.entities[0].lastUpdated'),
  },
});
