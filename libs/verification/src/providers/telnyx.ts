import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const telnyx = signedProvider({
  name: 'telnyx',
  title: 'Telnyx',
  documentation: 'https://developers.telnyx.com/docs/messaging/messages/webhook-fundamentals',
  secret: "The account's public key, base64.",
  setup: [
    "In the Telnyx portal, set the source's URL as webhook URL of the application or messaging profile.",
    'Give the public key of Keys and Credentials, Public Key, here.',
  ],
  recipe: {
    headers: ['telnyx-signature-ed25519'],
    algorithm: 'ed25519',
    encoding: 'base64',
    signedContent: '{timestamp}|{body}',
    timestamp: { from: 'header', name: 'telnyx-timestamp', unit: 's', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('data.event_type'), externalId: inBody('data.id'), occurredAt: inBody('data.occurred_at') },
});
