import { inBody } from './provider-page.js';
import { credentialProvider } from './credential-provider.js';

export const telegram = credentialProvider({
  name: 'telegram',
  title: 'Telegram',
  documentation: 'https://core.telegram.org/bots/api#setwebhook',
  secret: 'The secret_token that you gave to setWebhook.',
  setup: ["Call the bot API's setWebhook with the source's URL and a secret_token of your own.", 'Give the same token here.'],
  credential: { header: 'x-telegram-bot-api-secret-token' },
  defaults: { eventType: { from: 'const', value: 'update' }, externalId: inBody('update_id') },
});
