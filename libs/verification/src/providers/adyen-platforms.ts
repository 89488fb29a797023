import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const adyenPlatforms = signedProvider({
  name: 'adyen-platforms',
  title: 'Adyen for Platforms',
  documentation: 'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures',
  secret: "The webhook's HMAC key, as hexadecimal.",
  setup: [
    "In the Balance Platform Customer Area, Developers, Webhooks, create one with the source's URL.",
    'Generate its HMAC key and give it here.',
  ],
  recipe: { headers: ['hmacsignature'], encoding: 'base64', secretEncoding: 'hex' },
  defaults: { eventType: inBody('type'), occurredAt: inBody('timestamp') },
});
