import { emptyReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const xero = signedProvider({
  name: 'xero',
  title: 'Xero',
  documentation: 'https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/',
  secret: 'The webhooks key.',
  setup: [
    "Give the webhooks key of the app's Webhooks page here first.",
    "Then paste the source's URL as delivery URL and press Send intent to receive.",
  ],
  asks: ['Intent to receive: a body without events, with a good signature 200, with a bad one 401, both with an empty body.'],
  recipe: { headers: ['x-xero-signature'], encoding: 'base64' },
  defaults: { eventType: inBody('events[0].eventType'), occurredAt: inBody('events[0].eventDateUtc') },
  accepted: { status: 200, contentType: 'text/plain', body: '' },
  handshakes: () => ({
    questions: [
      {
        trust: 'verified',
        marker: 'entropy',
        reply(question) {
          const events = question.value('events');
          return Array.isArray(events) && events.length === 0 ? emptyReply() : null;
        },
      },
    ],
  }),
});
