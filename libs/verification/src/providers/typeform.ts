import { inBody } from './provider-page.js';
import { signedProvider } from './signed-provider.js';

export const typeform = signedProvider({
  name: 'typeform',
  title: 'Typeform',
  documentation: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
  secret: "The webhook's secret, as you typed it at Typeform.",
  setup: ["In the form's Connect panel, Webhooks, add the source's URL.", 'Type a secret of your own there and give the same here.'],
  recipe: { headers: ['typeform-signature'], encoding: 'base64', prefix: 'sha256=' },
  defaults: { eventType: inBody('event_type'), externalId: inBody('event_id'), occurredAt: inBody('form_response.submitted_at') },
});
