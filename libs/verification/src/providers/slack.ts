import { jsonReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const slack = signedProvider({
  name: 'slack',
  title: 'Slack',
  documentation: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
  secret: "The app's signing secret.",
  setup: [
    "Give the signing secret of the app's Basic Information page here first.",
    "Then, under Event Subscriptions, paste the source's URL as request URL: Slack checks it at once.",
  ],
  asks: ['POST with type url_verification: the challenge is echoed.'],
  recipe: {
    headers: ['x-slack-signature'],
    prefix: 'v0=',
    signedContent: 'v0:{timestamp}:{body}',
    timestamp: { from: 'header', name: 'x-slack-request-timestamp', unit: 's', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('event.type'), externalId: inBody('event_id'), occurredAt: inBody('event_time') },
  handshakes: () => ({
    questions: [
      {
        // An echo gives nothing away; a wrong signature is refused all the same, so that a wrong secret shows at once.
        trust: 'unsigned',
        marker: 'url_verification',
        reply(question) {
          const challenge = question.text('type') === 'url_verification' ? question.text('challenge') : null;
          return challenge === null ? null : jsonReply({ challenge });
        },
      },
    ],
  }),
});
