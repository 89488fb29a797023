import { emptyReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const trello = signedProvider({
  name: 'trello',
  title: 'Trello',
  documentation: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
  secret: 'The API secret of the Power-Up.',
  setup: [
    "Create the webhook through Trello's API with the source's URL as callbackURL, written exactly so.",
    'Give the secret of the API key here; where Trello has another URL than the relay shows, give that as option url.',
  ],
  asks: ['HEAD when the webhook is created: 200.'],
  recipe: { headers: ['x-trello-webhook'], algorithm: 'sha1', encoding: 'base64', signedContent: '{body}{url}' },
  defaults: { eventType: inBody('action.type'), externalId: inBody('action.id'), occurredAt: inBody('action.date') },
  handshakes: () => ({ greetings: [{ method: 'HEAD', reply: () => emptyReply() }] }),
});
