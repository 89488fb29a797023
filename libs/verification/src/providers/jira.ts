import { inBody, inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const jira = signedProvider({
  name: 'jira',
  title: 'Jira Cloud',
  documentation: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
  secret: "The webhook's secret.",
  setup: [
    "In Jira's administration, System, WebHooks, create one with the source's URL.",
    'Type or generate a secret there and give the same here; webhooks of Connect apps carry a JWT instead and are not for this provider.',
  ],
  recipe: { headers: ['x-hub-signature'], prefix: 'sha256=' },
  defaults: { eventType: inBody('webhookEvent'), externalId: inHeader('x-atlassian-webhook-identifier'), occurredAt: inBody('timestamp') },
});
