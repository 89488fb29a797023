import { z } from 'zod';
import { sameText } from '../constant-time.js';
import { echoable, emptyReply, textReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

/** Meta escapes what is not ASCII before it signs: only the bytes as they came will verify. Several changes come in one body. */
export const meta = signedProvider({
  name: 'meta',
  aliases: ['facebook', 'whatsapp', 'instagram'],
  title: 'Meta (Facebook, WhatsApp, Instagram)',
  documentation: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
  secret: 'The app secret.',
  setup: [
    "Give the app secret of the app's Basic settings here, and a verify token of your own as option verifyToken.",
    "Then, under Webhooks, paste the source's URL as callback URL and the same verify token: Meta checks it at once.",
  ],
  asks: ['GET with hub.mode=subscribe: the challenge for the right verify token, 403 for another.'],
  recipe: { headers: ['x-hub-signature-256'], prefix: 'sha256=' },
  defaults: { eventType: inBody('object'), occurredAt: inBody('entry[0].time') },
  options: { verifyToken: z.string().min(1).max(512).optional().describe('The verify token that you type at Meta') },
  handshakes: ({ verifyToken }) => ({
    greetings: [
      {
        method: 'GET',
        reply(question) {
          if (question.query('hub.mode') !== 'subscribe') return null;
          const [challenge, token] = [question.query('hub.challenge'), question.query('hub.verify_token')];
          const isRight = typeof verifyToken === 'string' && token !== null && sameText(token, verifyToken);
          return isRight && echoable(challenge) ? textReply(challenge) : emptyReply(403);
        },
      },
    ],
  }),
});
