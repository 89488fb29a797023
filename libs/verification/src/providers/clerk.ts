import { inBody, inHeader } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const clerk = standardProvider({
  name: 'clerk',
  title: 'Clerk',
  documentation: 'https://clerk.com/docs/webhooks/overview',
  secret: "The endpoint's signing secret, whsec_….",
  setup: ["In the Clerk dashboard, Webhooks, add an endpoint with the source's URL.", 'Show its signing secret and give it here.'],
  defaults: { eventType: inBody('type'), occurredAt: inHeader('svix-timestamp') },
  prefix: 'svix',
});
