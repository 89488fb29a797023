import { inBody } from './provider-page.js';
import { credentialProvider } from './credential-provider.js';

/** The body is a batch, as an array or as JSON lines: there is no one id for it. */
export const auth0 = credentialProvider({
  name: 'auth0',
  title: 'Auth0 log streams',
  documentation: 'https://auth0.com/docs/customize/log-streams/custom-log-streams',
  secret: 'The authorization token of the stream, the whole value of the header Authorization.',
  setup: [
    "In the Auth0 dashboard, Monitoring, Streams, create a custom webhook with the source's URL as payload URL.",
    'Write a token of your own as authorization token and give the same here.',
  ],
  credential: { header: 'authorization' },
  defaults: { eventType: inBody('[0].data.type'), occurredAt: inBody('[0].data.date') },
});
