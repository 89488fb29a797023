import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const docusign = signedProvider({
  name: 'docusign',
  title: 'DocuSign Connect',
  documentation: 'https://developers.docusign.com/platform/webhooks/connect/hmac/',
  secret: 'A Connect HMAC key.',
  setup: [
    "In DocuSign, Settings, Connect, add a configuration with the source's URL and include the HMAC signature.",
    'Generate a key under Connect Keys and give it here; DocuSign signs with each of up to 100 keys.',
  ],
  recipe: { headers: ['x-docusign-signature-*'], encoding: 'base64' },
  defaults: { eventType: inBody('event'), occurredAt: inBody('generatedDateTime') },
});
