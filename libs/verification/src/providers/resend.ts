import { inBody } from './provider-page.js';
import { standardProvider } from './standard-provider.js';

export const resend = standardProvider({
  name: 'resend',
  title: 'Resend',
  documentation: 'https://resend.com/docs/dashboard/webhooks/verify-webhooks-requests',
  secret: "The endpoint's signing secret, whsec_….",
  setup: ["In the Resend dashboard, Webhooks, add one with the source's URL.", 'Show its signing secret and give it here.'],
  defaults: { eventType: inBody('type'), occurredAt: inBody('created_at') },
  prefix: 'svix',
});
