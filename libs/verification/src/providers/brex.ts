import { inBody } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const brex = standardProvider({
  name: 'brex',
  title: 'Brex',
  documentation: 'https://developer.brex.com/docs/webhooks/',
  secret: 'The webhook secret, whsec_….',
  setup: ["Create the subscription through Brex's API with the source's URL.", 'Fetch the secret from the same API and give it here.'],
  defaults: { eventType: inBody('event_type') },
  prefix: 'webhook',
});
