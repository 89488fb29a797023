import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** The body is a batch: there is no one id for it. */
export const sendgrid = signedProvider({
  name: 'sendgrid',
  title: 'SendGrid Event Webhook',
  documentation: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
  secret: 'The verification key of the Signed Event Webhook (a public key, base64).',
  setup: [
    "In SendGrid, Settings, Mail Settings, Event Webhooks, add one with the source's URL as post URL.",
    'Enable Signed Event Webhook and give the verification key here.',
  ],
  recipe: {
    headers: ['x-twilio-email-event-webhook-signature'],
    algorithm: 'ecdsa-sha256',
    encoding: 'base64',
    signedContent: '{timestamp}{body}',
    timestamp: { from: 'header', name: 'x-twilio-email-event-webhook-timestamp', unit: 's', toleranceSeconds: null },
  },
  defaults: { eventType: inBody('[0].event') },
});
