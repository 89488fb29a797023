import { emptyReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const intercom = signedProvider({
  name: 'intercom',
  title: 'Intercom',
  documentation: 'https://developers.intercom.com/docs/webhooks',
  secret: "The app's client secret.",
  setup: [
    "In the Intercom developer hub, Webhooks, set the source's URL as endpoint and choose the topics.",
    "Give the client secret of the app's Basic information here.",
  ],
  asks: ['HEAD when the endpoint is saved: 200.'],
  recipe: { headers: ['x-hub-signature'], algorithm: 'sha1', prefix: 'sha1=' },
  defaults: { eventType: inBody('topic'), externalId: inBody('id'), occurredAt: inBody('created_at') },
  handshakes: () => ({ greetings: [{ method: 'HEAD', reply: () => emptyReply() }] }),
});
