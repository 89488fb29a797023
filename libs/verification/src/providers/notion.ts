import { capturedSecret, capturesOption } from '../handshake/captured-secret.js';
import { emptyReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const notion = signedProvider({
  name: 'notion',
  title: 'Notion',
  documentation: 'https://developers.notion.com/reference/webhooks',
  secret: 'The verification token, which comes with the handshake.',
  setup: [
    "Create the source with the provider none first, and paste its URL as webhook URL on the integration's Webhooks tab.",
    'The verification token arrives as the first event: paste it at Notion to activate the subscription, and add it here as a secret.',
    'Then set the provider to notion.',
    'A notion source without a secret keeps the token of the handshake by itself but shows it to nobody, and Notion asks for it once.',
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
