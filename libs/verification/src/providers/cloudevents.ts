import { allowOrigin } from '../handshake/allow-origin.js';
import { inBody } from './provider-page.js';
import { openProvider } from './open-provider.js';

/** The rules read structured events; for binary ones give rules on the headers ce-type, ce-id and ce-time. */
export const cloudevents = openProvider({
  name: 'cloudevents',
  title: 'CloudEvents',
  documentation: 'https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md',
  secret: 'Optional: the access token that the sender puts into the query parameter access_token.',
  setup: ["Give the sender the source's URL.", 'Where the sender can, let it send an access_token in the query, and give the same here.'],
  asks: ['OPTIONS with WebHook-Request-Origin: that origin is allowed, at the rate that it asks for.'],
  parameter: 'access_token',
  defaults: { eventType: inBody('type'), externalId: inBody('id'), occurredAt: inBody('time') },
  handshakes: { greetings: [allowOrigin] },
});
