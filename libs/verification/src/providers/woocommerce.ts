import { emptyReply } from '../handshake/replies.js';
import { inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const woocommerce = signedProvider({
  name: 'woocommerce',
  title: 'WooCommerce',
  documentation: 'https://woocommerce.com/document/webhooks/',
  secret: "The webhook's secret.",
  setup: [
    "In WooCommerce, Settings, Advanced, Webhooks, add one with the source's URL as delivery URL.",
    'Type a secret of your own there and give the same here.',
  ],
  asks: ['POST of the form webhook_id=…, unsigned, when the webhook is saved: 200.'],
  unconfirmed: ['That the ping on saving is the unsigned form webhook_id=… and must be answered 2xx.'],
  recipe: { headers: ['x-wc-webhook-signature'], encoding: 'base64' },
  defaults: { eventType: inHeader('x-wc-webhook-topic'), externalId: inHeader('x-wc-webhook-delivery-id') },
  handshakes: () => ({
    questions: [
      {
        trust: 'unsigned',
        marker: 'webhook_id=',
        reply: ({ request }) => (/^webhook_id=\d{1,20}$/.test(request.body.toString('latin1')) ? emptyReply() : null),
      },
    ],
  }),
});
