import { capturedSecret, capturesOption } from '../handshake/captured-secret.js';
import { emptyReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const notion = signedProvider({
  name: 'notion',
  title: 'Notion',
  documentation: 'https://developers.notion.com/reference/webhooks',
  secret: 'The verification token. Give none: it comes with the handshake.',
  setup: [
    "Create the source without a secret, then paste its URL as webhook URL on the integration's Webhooks tab.",
    "Notion sends the verification token, which the relay keeps as the source's secret.",
    'Notion asks for that token once, to activate the subscription: reveal it with POST sources/{id}/secrets/{secretId}/reveal, which answers only until the first webhook has been verified with it.',
  ],
  asks: ['The first POST brings the verification token, unsigned: it is stored, and 200.'],
  recipe: { headers: ['x-notion-signature'], prefix: 'sha256=' },
  defaults: { eventType: inBody('type'), externalId: inBody('id'), occurredAt: inBody('timestamp') },
  secrets: 'captured',
  options: capturesOption(),
  handshakes: ({ acceptFurtherSecrets }) => ({
    questions: [
      {
        trust: 'anything',
        marker: 'verification_token',
        reply(question, context) {
          const token = question.value('type') === undefined ? question.text('verification_token') : null;
          const captured = capturedSecret(token, context, acceptFurtherSecrets === true);
          return captured && { ...emptyReply(), ...captured };
        },
      },
    ],
  }),
});
