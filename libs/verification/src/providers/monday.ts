import { z } from 'zod';
import { defineScheme } from '../define-scheme.js';
import { jsonReply } from '../handshake/replies.js';
import { withHandshakes } from '../handshake/with-handshakes.js';
import { jwt } from '../schemes/jwt.js';
import { NO_CREDENTIALS, type Compiled } from '../verifier.js';
import { guideOf, inBody, type ProviderPage } from './provider-page.js';

const page: ProviderPage = {
  name: 'monday',
  title: 'monday.com',
  documentation: 'https://developer.monday.com/apps/docs/webhooks-1',
  secret: "The app's signing secret; none for the webhooks of a board, which carry nothing to verify.",
  setup: [
    "For an app, give its signing secret here; for a webhook of a board give none: then whoever knows the source's URL can make events.",
    "Then create the webhook with the source's URL: monday.com checks it at once.",
  ],
  asks: ['POST with a challenge: it is echoed as JSON.'],
  defaults: { eventType: inBody('event.type'), externalId: inBody('event.triggerUuid'), occurredAt: inBody('event.triggerTime') },
};

const OPEN: Compiled = {
  ok: true,
  verifier: { credentials: NO_CREDENTIALS, challenge: null, verify: () => ({ ok: true, secretId: null }) },
};
const TOKEN = { algorithms: ['HS256'], requireExpiry: false };

export const monday = defineScheme({
  ...{ name: page.name, title: page.title, defaults: page.defaults, guide: guideOf(page), options: z.strictObject({}) },
  compile(_none, secrets, environment) {
    const compiled = secrets.length === 0 ? OPEN : jwt.compile(TOKEN, secrets, environment);
    const question = {
      trust: 'unsigned' as const,
      marker: '"challenge"',
      reply(asked: { text(...keys: string[]): string | null; value(...keys: string[]): unknown }) {
        const challenge = asked.value('event') === undefined ? asked.text('challenge') : null;
        return challenge === null ? null : jsonReply({ challenge });
      },
    };
    return withHandshakes(compiled, { questions: [question] }, { secrets, environment });
  },
  signsWith: 'nothing',
  sign: (_none, input) => (input.secret === '' ? input : jwt.sign(TOKEN, input)),
});
