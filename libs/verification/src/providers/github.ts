import { inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** The older SHA-1 header comes along and is not looked at. `ping` is an event like any other. */
export const github = signedProvider({
  name: 'github',
  title: 'GitHub',
  documentation: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
  secret: "The webhook's secret, as you typed it at GitHub.",
  setup: [
    "In the repository's or organisation's settings, Webhooks, add a webhook with the source's URL as payload URL.",
    'Choose application/json, type a secret of your own and give the same here.',
  ],
  recipe: { headers: ['x-hub-signature-256'], prefix: 'sha256=' },
  defaults: { eventType: inHeader('x-github-event'), externalId: inHeader('x-github-delivery') },
});
