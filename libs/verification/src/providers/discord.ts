import { emptyReply, jsonReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const discord = signedProvider({
  name: 'discord',
  title: 'Discord',
  documentation: 'https://discord.com/developers/docs/events/webhook-events',
  secret: "The application's public key, hexadecimal.",
  setup: [
    "Give the public key of the application's General Information page here first.",
    "Then paste the source's URL as Webhook Events URL or Interactions Endpoint URL: Discord checks it at once.",
  ],
  asks: [
    'PING of webhook events (type 0): 204.',
    'PING of interactions (type 1): {"type":1}.',
    'Requests with bad signatures, to see whether they are refused: 401.',
  ],
  recipe: {
    headers: ['x-signature-ed25519'],
    algorithm: 'ed25519',
    signedContent: '{timestamp}{body}',
    timestamp: { from: 'header', name: 'x-signature-timestamp', unit: 's', toleranceSeconds: null },
  },
  defaults: { eventType: inBody('event.type'), occurredAt: inBody('event.timestamp') },
  accepted: { status: 204, contentType: 'application/json', body: '' },
  handshakes: () => ({
    questions: [
      {
        trust: 'verified',
        marker: '"type"',
        reply(question) {
          if (question.value('event') !== undefined) return null;
          const type = question.value('type');
          if (type === 1) return jsonReply({ type: 1 });
          return type === 0 ? emptyReply(204) : null;
        },
      },
    ],
  }),
});
