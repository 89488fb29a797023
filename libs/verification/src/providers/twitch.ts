import { echoable, textReply } from '../handshake/replies.js';
import { inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const twitch = signedProvider({
  name: 'twitch',
  title: 'Twitch EventSub',
  documentation: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
  secret: 'The secret that you gave when you created the subscription.',
  setup: [
    'Give a secret of your own (10 to 100 characters) here first.',
    "Then create the subscription through Twitch's API with the source's URL as callback and the same secret: Twitch checks it at once.",
  ],
  asks: ['POST of type webhook_callback_verification: the challenge is echoed as text.'],
  recipe: {
    headers: ['twitch-eventsub-message-signature'],
    prefix: 'sha256=',
    signedContent: '{id}{timestamp}{body}',
    idHeader: 'twitch-eventsub-message-id',
    timestamp: { from: 'header', name: 'twitch-eventsub-message-timestamp', unit: 'iso', toleranceSeconds: 600 },
  },
  defaults: {
    eventType: inHeader('twitch-eventsub-subscription-type'),
    externalId: inHeader('twitch-eventsub-message-id'),
    occurredAt: inHeader('twitch-eventsub-message-timestamp'),
  },
  handshakes: () => ({
    questions: [
      {
        // Signed with the secret of whoever made the subscription: another's must not be confirmed.
        trust: 'verified',
        marker: '"challenge"',
        reply(question) {
          if (question.header('twitch-eventsub-message-type') !== 'webhook_callback_verification') return null;
          const challenge = question.text('challenge');
          return echoable(challenge) ? textReply(challenge) : null;
        },
      },
    ],
  }),
});
