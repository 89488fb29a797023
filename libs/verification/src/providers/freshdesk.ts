import { credentialProvider } from './credential-provider.js';

export const freshdesk = credentialProvider({
  name: 'freshdesk',
  title: 'Freshdesk',
  documentation: 'https://support.freshdesk.com/support/solutions/articles/132589',
  secret: 'user:password, as you wrote them at the provider.',
  setup: [
    "In an automation rule, add the action Trigger webhook with POST, JSON and the source's URL.",
    'Tick Requires authentication, write a user and a password of your own, and give both here as user:password.',
  ],
  unconfirmed: ['That the rule can send a user and a password; and the body has what its template says: give rules of your own.'],
  credential: 'basic',
  defaults: {},
});
