import { inHeader } from './provider-page.js';
import { credentialProvider } from './credential-provider.js';

/** The body is empty: what changed must be fetched. Message numbers count for each channel on its own, so there is no one id. */
export const googlePush = credentialProvider({
  name: 'google-push',
  title: 'Google push notifications',
  documentation: 'https://developers.google.com/workspace/calendar/api/guides/push',
  secret: 'The token of the notification channel.',
  setup: [
    "Open the channel with the watch method of the Google API (Calendar, Drive …), with the source's URL as address and a token of your own.",
    'Give the same token here; a channel expires and must be opened anew.',
  ],
  credential: { header: 'x-goog-channel-token' },
  defaults: { eventType: inHeader('x-goog-resource-state') },
});
