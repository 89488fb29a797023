import { inBody, inHeader } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const svix = standardProvider({
  name: 'svix',
  title: 'Svix',
  documentation: 'https://docs.svix.com/receiving/verifying-payloads/how',
  secret: "The endpoint's signing secret, whsec_….",
  setup: [
    "Add the source's URL as an endpoint, in the sender's webhook portal or in the Svix dashboard.",
    "Show the endpoint's signing secret and give it here.",
  ],
  defaults: { eventType: inBody('type'), occurredAt: inHeader('svix-timestamp') },
  prefix: 'svix',
});
