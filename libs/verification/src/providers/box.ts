import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const box = signedProvider({
  name: 'box',
  title: 'Box',
  documentation: 'https://developer.box.com/guides/webhooks/v2/signatures-v2/',
  secret: 'A signature key of the app, primary or secondary.',
  setup: [
    "In the Box developer console, the app's Webhooks tab, create a webhook with the source's URL.",
    'Generate the signature keys under Manage signature keys and give both here.',
  ],
  recipe: {
    headers: ['box-signature-primary', 'box-signature-secondary'],
    encoding: 'base64',
    signedContent: '{body}{timestamp}',
    timestamp: { from: 'header', name: 'box-delivery-timestamp', unit: 'iso', toleranceSeconds: 600 },
  },
  defaults: { eventType: inBody('trigger'), externalId: inBody('id'), occurredAt: inBody('created_at') },
});
