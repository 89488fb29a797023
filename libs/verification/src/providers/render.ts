import { inBody } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const render = standardProvider({
  name: 'render',
  title: 'Render',
  documentation: 'https://render.com/docs/webhooks',
  secret: "The endpoint's signing secret, whsec_….",
  setup: [
    "In the Render dashboard, Integrations, Webhooks, create one with the source's URL.",
    'Show its signing secret and give it here.',
  ],
  defaults: { eventType: inBody('type'), occurredAt: inBody('timestamp') },
});
