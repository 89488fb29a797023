import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** Paddle's SDK allows five seconds, too few for what waits in a queue anywhere on the way. */
export const paddle = signedProvider({
  name: 'paddle',
  title: 'Paddle Billing',
  documentation: 'https://developer.paddle.com/webhooks/signature-verification',
  secret: 'The secret key of the notification destination (pdl_ntfset_…).',
  setup: [
    "In Paddle, Developer tools, Notifications, add a destination of type webhook with the source's URL.",
    "Give the destination's secret key here.",
  ],
  recipe: {
    headers: ['paddle-signature'],
    separator: ';',
    field: 'h1',
    signedContent: '{timestamp}:{body}',
    timestamp: { from: 'signature', name: 'ts', unit: 's', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('event_type'), externalId: inBody('event_id'), occurredAt: inBody('occurred_at') },
});
