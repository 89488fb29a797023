import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const zendesk = signedProvider({
  name: 'zendesk',
  title: 'Zendesk',
  documentation: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
  secret: "The webhook's signing secret.",
  setup: [
    "In the Zendesk admin center, Apps and integrations, Webhooks, create one with the source's URL.",
    'Show its signing secret and give it here; before the webhook is saved Zendesk signs with a published test secret.',
  ],
  unconfirmed: [
    'That the body of a trigger or automation has type, id and time: it has what its template says, so give rules of your own.',
  ],
  recipe: {
    headers: ['x-zendesk-webhook-signature'],
    encoding: 'base64',
    signedContent: '{timestamp}{body}',
    timestamp: { from: 'header', name: 'x-zendesk-webhook-signature-timestamp', unit: 'iso', toleranceSeconds: null },
  },
  defaults: { eventType: inBody('type'), externalId: inBody('id'), occurredAt: inBody('time') },
});
