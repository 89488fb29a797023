import { echoable, jsonReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { credentialProvider } from './credential-provider.js';

export const okta = credentialProvider({
  name: 'okta',
  title: 'Okta event hooks',
  documentation: 'https://developer.okta.com/docs/concepts/event-hooks/',
  secret: 'The authentication secret of the event hook, the whole value of the header Authorization.',
  setup: [
    'Give a secret of your own here first.',
    "Then, in the Okta admin console, Workflow, Event Hooks, create one with the source's URL, Authorization as authentication field and the same secret, and press Verify.",
  ],
  asks: ['GET with X-Okta-Verification-Challenge: {"verification": value}.'],
  credential: { header: 'authorization' },
  defaults: { eventType: inBody('data.events[0].eventType'), externalId: inBody('eventId'), occurredAt: inBody('eventTime') },
  handshakes: {
    greetings: [
      {
        method: 'GET',
        reply(question) {
          const verification = question.header('x-okta-verification-challenge');
          return echoable(verification) ? jsonReply({ verification }) : null;
        },
      },
    ],
  },
});
