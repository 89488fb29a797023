import type { Greeting } from './handshake.js';
import { echoable, emptyReply } from './replies.js';

/** The abuse protection of CloudEvents webhooks: https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md section 4. */
export const allowOrigin: Greeting = {
  method: 'OPTIONS',
  reply(question) {
    const origin = question.header('webhook-request-origin');
    if (!echoable(origin)) return null;
    const rate = question.header('webhook-request-rate');
    return emptyReply(200, [
      ['webhook-allowed-origin', origin],
      ['webhook-allowed-rate', rate !== null && /^\d{1,9}$/.test(rate) ? rate : '*'],
      ['allow', 'POST, OPTIONS'],
    ]);
  },
};
