import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const coinbaseCommerce = signedProvider({
  name: 'coinbase-commerce',
  title: 'Coinbase Commerce',
  documentation: 'https://docs.cdp.coinbase.com/commerce/docs/webhooks-security',
  secret: 'The webhook shared secret.',
  setup: ["In Coinbase Commerce, Settings, Notifications, add the source's URL as endpoint.", 'Show the shared secret and give it here.'],
  recipe: { headers: ['x-cc-webhook-signature'] },
  defaults: { eventType: inBody('event.type'), externalId: inBody('event.id'), occurredAt: inBody('event.created_at') },
});
