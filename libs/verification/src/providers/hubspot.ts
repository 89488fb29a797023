import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** Only version 3 of the signature: the others are hashes without a time. The body is a batch of up to 100 events: there is no one id for it. */
export const hubspot = signedProvider({
  name: 'hubspot',
  title: 'HubSpot',
  documentation: 'https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests',
  secret: "The app's client secret.",
  setup: [
    "In the app's settings, Webhooks, set the source's URL as target URL.",
    "Give the client secret of the app's Auth page here; where HubSpot has another URL than the relay shows, give that as option url.",
  ],
  unconfirmed: ['That some percent-encoded characters of the URL are decoded before it is signed; the relay signs the URL as it came.'],
  recipe: {
    headers: ['x-hubspot-signature-v3'],
    encoding: 'base64',
    signedContent: '{method}{url}{body}{timestamp}',
    timestamp: { from: 'header', name: 'x-hubspot-request-timestamp', unit: 'ms', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('[0].subscriptionType'), occurredAt: inBody('[0].occurredAt') },
});
