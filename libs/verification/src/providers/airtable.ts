import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const airtable = signedProvider({
  name: 'airtable',
  title: 'Airtable',
  documentation: 'https://airtable.com/developers/web/api/webhooks-overview',
  secret: 'The macSecretBase64 that the creation of the webhook answered with.',
  setup: [
    "Create the webhook through Airtable's API with the source's URL as notificationUrl.",
    'Give the macSecretBase64 of the answer here. What comes is a ping: the changes must be fetched.',
  ],
  // Airtable asks for an empty body.
  accepted: { status: 200, contentType: 'text/plain', body: '' },
  recipe: { headers: ['x-airtable-content-mac'], prefix: 'hmac-sha256=', secretEncoding: 'base64' },
  defaults: { eventType: { from: 'const', value: 'ping' }, occurredAt: inBody('timestamp') },
});
