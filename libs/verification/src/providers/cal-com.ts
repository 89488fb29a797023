import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const calCom = signedProvider({
  name: 'cal-com',
  title: 'Cal.com',
  documentation: 'https://cal.com/docs/developing/guides/automation/webhooks',
  secret: "The webhook's secret.",
  setup: [
    "In Cal.com, Settings, Developer, Webhooks, create one with the source's URL as subscriber URL.",
    'Type a secret of your own there and give the same here.',
  ],
  recipe: { headers: ['x-cal-signature-256'] },
  defaults: { eventType: inBody('triggerEvent'), occurredAt: inBody('createdAt') },
});
