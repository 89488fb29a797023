import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** The button Verify sends a body without events; it is kept as an event of unknown type. */
export const line = signedProvider({
  name: 'line',
  title: 'LINE',
  documentation: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
  secret: 'The channel secret.',
  setup: [
    "Give the channel secret of the channel's Basic settings here first.",
    "Then set the source's URL as webhook URL under Messaging API and press Verify.",
  ],
  recipe: { headers: ['x-line-signature'], encoding: 'base64' },
  defaults: { eventType: inBody('events[0].type'), occurredAt: inBody('events[0].timestamp') },
});
