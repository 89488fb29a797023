import { newestSecret } from '../active-secrets.js';
import { hmacText } from '../hmac-text.js';
import { jsonReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const zoom = signedProvider({
  name: 'zoom',
  title: 'Zoom',
  documentation: 'https://developers.zoom.us/docs/api/webhooks/',
  secret: "The app's secret token.",
  setup: [
    "Give the secret token of the app's Feature page here first.",
    "Then add an event subscription with the source's URL and press Validate; Zoom repeats that every 72 hours.",
  ],
  asks: ['POST with event endpoint.url_validation: the plain token and its HMAC.'],
  unconfirmed: ['The tolerance of 300 s.'],
  recipe: {
    headers: ['x-zm-signature'],
    prefix: 'v0=',
    signedContent: 'v0:{timestamp}:{body}',
    timestamp: { from: 'header', name: 'x-zm-request-timestamp', unit: 's', toleranceSeconds: 300 },
  },
  defaults: { eventType: inBody('event'), occurredAt: inBody('event_ts') },
  handshakes: () => ({
    questions: [
      {
        // Signing what a stranger sends would hand out signatures; a token of these characters can be no signed content (`v0:…`).
        trust: 'unsigned',
        marker: 'endpoint.url_validation',
        reply(question, { secrets, environment }) {
          const plainToken = question.text('event') === 'endpoint.url_validation' ? question.text('payload', 'plainToken') : null;
          const secret = newestSecret(secrets, environment.clock.now());
          if (plainToken === null || !/^[A-Za-z0-9_-]{1,128}$/.test(plainToken) || secret === null) return null;
          return jsonReply({ plainToken, encryptedToken: hmacText('sha256', secret, plainToken, 'hex') });
        },
      },
    ],
  }),
});
