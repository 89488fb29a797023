import { inBody } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const recall = standardProvider({
  name: 'recall',
  title: 'Recall.ai',
  documentation: 'https://docs.recall.ai/docs/webhooks',
  secret: "The endpoint's signing secret, whsec_….",
  setup: ["In the Recall.ai dashboard, Webhooks, add an endpoint with the source's URL.", 'Show its signing secret and give it here.'],
  defaults: { eventType: inBody('event') },
  prefix: 'svix',
});
