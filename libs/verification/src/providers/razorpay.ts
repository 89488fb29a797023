import { inBody, inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const razorpay = signedProvider({
  name: 'razorpay',
  title: 'Razorpay',
  documentation: 'https://razorpay.com/docs/webhooks/validate-test/',
  secret: "The webhook's secret, as you typed it at Razorpay.",
  setup: [
    "In the Razorpay dashboard, Account and Settings, Webhooks, add the source's URL.",
    'Type a secret of your own there and give the same here.',
  ],
  recipe: { headers: ['x-razorpay-signature'] },
  defaults: { eventType: inBody('event'), externalId: inHeader('x-razorpay-event-id'), occurredAt: inBody('created_at') },
});
