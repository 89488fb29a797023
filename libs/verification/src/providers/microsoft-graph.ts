import { z } from 'zod';
import { importSecrets, type Keyed } from '../active-secrets.js';
import { sameText } from '../constant-time.js';
import { defineScheme } from '../define-scheme.js';
import { echoable, textReply } from '../handshake/replies.js';
import { withHandshakes } from '../handshake/with-handshakes.js';
import { parseJson, textAt, valueAt } from '../json-body.js';
import { KeyedVerifier, type KeyedScheme } from '../keyed-verifier.js';
import { compiledUnlessFaulty, refuse } from '../verdicts.js';
import type { InboundRequest, Refused, SchemeFault, SignedRequest, SigningInput } from '../verifier.js';
import { guideOf, inBody, type ProviderPage } from './provider-page.js';

interface Shown {
  readonly states: readonly string[];
}

const page: ProviderPage = {
  name: 'microsoft-graph',
  title: 'Microsoft Graph',
  documentation: 'https://learn.microsoft.com/graph/change-notifications-delivery-webhooks',
  secret: 'The clientState of the subscription, a text of your own.',
  setup: [
    'Give a secret of your own here first, at most 128 characters.',
    "Then create the subscription through Microsoft Graph with the source's URL as notificationUrl and the same secret as clientState; Microsoft checks it at once.",
  ],
  asks: ['POST with validationToken in the query: it is echoed as text.'],
  unconfirmed: ['That the JWTs in validationTokens of rich notifications need no check beside clientState; they are not checked.'],
  defaults: { eventType: inBody('value[0].changeType') },
};

const scheme: KeyedScheme<{ readonly value: string }, Shown> = {
  read,
  matches: ({ states }, { value }) => states.every((state) => sameText(state, value)),
  mismatch: 'The clientState of a notification is none of the active secrets.',
};

/** Every notification of a batch shows the clientState that its subscription was made with. */
export const microsoftGraph = defineScheme({
  ...{ name: page.name, title: page.title, defaults: page.defaults, guide: guideOf(page), options: z.strictObject({}) },
  compile(_none, secrets, environment) {
    const faults: SchemeFault[] = [];
    const keys: Keyed<{ value: string }>[] = importSecrets(secrets, faults, (value) => ({ value }));
    const verifier = new KeyedVerifier(scheme, keys, environment.clock, 'credential-mismatch');
    const questions = [
      {
        trust: 'unsigned' as const,
        marker: null,
        reply(question: { query(name: string): string | null }) {
          const token = question.query('validationToken');
          return echoable(token) ? textReply(token) : null;
        },
      },
    ];
    return withHandshakes(
      compiledUnlessFaulty(faults, () => verifier),
      { questions },
      { secrets, environment },
    );
  },
  sample: ({ id }) => ({
    headers: [['content-type', 'application/json']],
    body: JSON.stringify({ value: [{ subscriptionId: id, changeType: 'created', resource: 'me/messages' }] }),
  }),
  sign,
});

function read(request: InboundRequest): Shown | Refused {
  const notifications = valueAt(parseJson(request.body), ['value']);
  if (!Array.isArray(notifications) || notifications.length === 0)
    return refuse('credential-missing', 'The body has no notifications in value.');
  const states = (notifications as unknown[]).map((notification) => textAt(notification, ['clientState']) ?? '');
  return states.includes('') ? refuse('credential-missing', 'A notification has no clientState.') : { states };
}

function sign(_none: unknown, input: SigningInput): SignedRequest {
  const body = parseJson(input.body) as { value: object[] };
  const value = body.value.map((notification) => ({ ...notification, clientState: input.secret }));
  return { ...input, body: Buffer.from(JSON.stringify({ ...body, value })) };
}
