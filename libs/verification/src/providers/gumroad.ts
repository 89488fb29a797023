import { inForm } from './provider-page.js';
import { openProvider } from './open-provider.js';

export const gumroad = openProvider({
  name: 'gumroad',
  title: 'Gumroad',
  documentation: 'https://gumroad.com/ping',
  secret: 'Optional: a text of your own that the URL at the provider carries as ?secret=…',
  setup: [
    'Give a secret of your own here.',
    "In Gumroad, Settings, Advanced, set the source's URL followed by ?secret= and the same secret as Ping endpoint.",
  ],
  unconfirmed: ['That the endpoint gets nothing but sales; for resource subscriptions give a rule of your own for the type.'],
  parameter: 'secret',
  defaults: { eventType: { from: 'const', value: 'sale' }, externalId: inForm('sale_id') },
});
