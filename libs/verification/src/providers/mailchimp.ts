import { emptyReply } from '../handshake/replies.js';
import { inForm } from './provider-page.js';
import { openProvider } from './open-provider.js';

export const mailchimp = openProvider({
  name: 'mailchimp',
  title: 'Mailchimp',
  documentation: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
  secret: 'Optional: a text of your own that the URL at the provider carries as ?secret=…',
  setup: [
    'Give a secret of your own here.',
    "In the audience's settings, Webhooks, create one with the source's URL followed by ?secret= and the same secret.",
  ],
  asks: ['GET when the webhook is saved: 200.'],
  unconfirmed: ['That the webhook is only saved if a GET is answered 200; the relay answers so.'],
  parameter: 'secret',
  defaults: { eventType: inForm('type') },
  handshakes: { greetings: [{ method: 'GET', reply: () => emptyReply() }] },
});
