import { inBody } from './provider-page.js';
import { credentialProvider } from './credential-provider.js';

export const postmark = credentialProvider({
  name: 'postmark',
  title: 'Postmark',
  documentation: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
  secret: 'user:password, as you wrote them at the provider.',
  setup: [
    "In the server's message stream, Webhooks, add one with the source's URL.",
    'Fill in its Basic auth credentials with a user and a password of your own and give both here as user:password.',
  ],
  credential: 'basic',
  defaults: { eventType: inBody('RecordType') },
});
