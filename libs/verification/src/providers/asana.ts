import { capturedSecret, capturesOption } from '../handshake/captured-secret.js';
import { emptyReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** Heartbeats are bodies without events, signed like any other; they are kept as events of unknown type. */
export const asana = signedProvider({
  name: 'asana',
  title: 'Asana',
  documentation: 'https://developers.asana.com/docs/webhooks-guide',
  secret: 'The X-Hook-Secret. Give none: it comes with the handshake.',
  setup: [
    'Create the source without a secret.',
    "Then create the webhook through Asana's API with the source's URL as target: Asana sends its secret at once, and the relay keeps it.",
    'Each webhook has a secret of its own: a source for each, or option acceptFurtherSecrets while more are created.',
  ],
  asks: ['POST with X-Hook-Secret: it is stored, and the header is echoed.'],
  recipe: { headers: ['x-hook-signature'] },
  defaults: { eventType: inBody('events[0].action'), occurredAt: inBody('events[0].created_at') },
  secrets: 'captured',
  credentialHeaders: ['x-hook-secret'],
  options: capturesOption(),
  handshakes: ({ acceptFurtherSecrets }) => ({
    questions: [
      {
        trust: 'unsigned',
        marker: null,
        reply(question, context) {
          const secret = question.header('x-hook-secret');
          const captured = secret === null ? null : capturedSecret(secret, context, acceptFurtherSecrets === true);
          return captured && { ...emptyReply(200, [['x-hook-secret', secret ?? '']]), ...captured };
        },
      },
    ],
  }),
});
