import { echoable, textReply } from '../handshake/replies.js';
import { signedProvider } from './signed-provider.js';

export const dropbox = signedProvider({
  name: 'dropbox',
  title: 'Dropbox',
  documentation: 'https://www.dropbox.com/developers/reference/webhooks',
  secret: 'The app secret.',
  setup: [
    "Give the app secret of the app's Settings page here first.",
    "Then add the source's URL as webhook URI on the same page: Dropbox checks it at once.",
  ],
  asks: ['GET with a challenge: it is echoed as text.'],
  recipe: { headers: ['x-dropbox-signature'] },
  defaults: { eventType: { from: 'const', value: 'file_change' } },
  handshakes: () => ({
    greetings: [
      {
        method: 'GET',
        reply(question) {
          const challenge = question.query('challenge');
          return echoable(challenge) ? textReply(challenge) : null;
        },
      },
    ],
  }),
});
