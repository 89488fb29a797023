import { inBody } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const loops = standardProvider({
  name: 'loops',
  title: 'Loops',
  documentation: 'https://loops.so/docs/webhooks',
  secret: "The endpoint's signing secret, whsec_….",
  setup: ["In Loops, Settings, Webhooks, set the source's URL as endpoint.", 'Show its signing secret and give it here.'],
  defaults: { eventType: inBody('eventName'), occurredAt: inBody('eventTime') },
});
