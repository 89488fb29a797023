import { allowOrigin } from '../handshake/allow-origin.js';
import { jsonReply } from '../handshake/replies.js';
import { inBody } from './provider-page.js';
import { openProvider } from './open-provider.js';

/** The body is a batch: there is no one id for it, unless batching is off, and then a rule on [0].id is right. */
export const azureEventGrid = openProvider({
  name: 'azure-event-grid',
  title: 'Azure Event Grid',
  documentation: 'https://learn.microsoft.com/azure/event-grid/webhook-event-delivery',
  secret: 'Optional: a text of your own that the URL at Azure carries as ?code=…',
  setup: [
    'Give a secret of your own here.',
    "Create the event subscription with a web hook endpoint: the source's URL followed by ?code= and the same secret; Azure checks it at once.",
  ],
  asks: [
    'OPTIONS with WebHook-Request-Origin (CloudEvents schema): that origin is allowed.',
    'POST of a SubscriptionValidationEvent (Event Grid schema): the validation code.',
  ],
  unconfirmed: ['That the validation code is answered in a field called validationResponse.'],
  parameter: 'code',
  defaults: { eventType: inBody('[0].eventType'), occurredAt: inBody('[0].eventTime') },
  handshakes: {
    greetings: [allowOrigin],
    questions: [
      {
        trust: 'unsigned',
        marker: 'SubscriptionValidationEvent',
        reply(question) {
          const isValidation = question.text('0', 'eventType') === 'Microsoft.EventGrid.SubscriptionValidationEvent';
          const code = isValidation ? question.text('0', 'data', 'validationCode') : null;
          return code === null ? null : jsonReply({ validationResponse: code });
        },
      },
    ],
  },
});
