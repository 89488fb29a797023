import { inHeader } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const gitea = signedProvider({
  name: 'gitea',
  aliases: ['forgejo'],
  title: 'Gitea and Forgejo',
  documentation: 'https://docs.gitea.com/usage/webhooks',
  secret: "The webhook's secret.",
  setup: [
    "In the repository's settings, Webhooks, add a Gitea or Forgejo webhook with the source's URL as target.",
    'Choose POST and application/json, type a secret of your own and give the same here.',
  ],
  unconfirmed: ['That Forgejo sends the X-Gitea-Event and X-Gitea-Delivery headers beside its own.'],
  recipe: { headers: ['x-gitea-signature', 'x-forgejo-signature'] },
  defaults: { eventType: inHeader('x-gitea-event'), externalId: inHeader('x-gitea-delivery') },
});
