import { newestSecret } from '../active-secrets.js';
import { hmacText } from '../hmac-text.js';
import { jsonReply } from '../handshake/replies.js';
import { signedProvider } from './signed-provider.js';

export const x = signedProvider({
  name: 'x',
  aliases: ['twitter'],
  title: 'X',
  documentation: 'https://docs.x.com/x-api/webhooks/introduction',
  secret: "The app's consumer secret (API key secret).",
  setup: [
    "Give the consumer secret of the app's Keys and tokens page here first.",
    "Then register the source's URL as a webhook through X's API: X checks it at once and every hour.",
  ],
  asks: ['GET with crc_token: its HMAC as response_token.'],
  recipe: { headers: ['x-twitter-webhooks-signature'], encoding: 'base64', prefix: 'sha256=', bodyStart: '{' },
  defaults: { eventType: { from: 'const', value: 'activity' } },
  handshakes: () => ({
    greetings: [
      {
        method: 'GET',
        reply(question, { secrets, environment }) {
          const token = question.query('crc_token');
          const secret = newestSecret(secrets, environment.clock.now());
          // The same key signs webhooks: a token that could be the JSON object of one is not signed for anybody who asks.
          if (token === null || !/^[A-Za-z0-9_+/=.-]{1,512}$/.test(token) || secret === null) return null;
          return jsonReply({ response_token: `sha256=${hmacText('sha256', secret, token, 'base64')}` });
        },
      },
    ],
  }),
});
