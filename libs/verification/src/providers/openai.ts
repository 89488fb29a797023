import { inBody } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const openai = standardProvider({
  name: 'openai',
  title: 'OpenAI',
  documentation: 'https://platform.openai.com/docs/guides/webhooks',
  secret: "The endpoint's signing secret, whsec_….",
  setup: [
    "In the project's settings, Webhooks, create an endpoint with the source's URL.",
    'Give the signing secret that is shown once here.',
  ],
  defaults: { eventType: inBody('type'), occurredAt: inBody('created_at') },
});
