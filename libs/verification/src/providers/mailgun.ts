import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { formOf, isForm, mediaTypeOf, multipartField } from '../form-body.js';
import { hmacText, isHmacText } from '../hmac-text.js';
import { parseJson, textAt } from '../json-body.js';
import { toleranceOption } from '../option-schemas.js';
import { importTextKey } from '../shared-key.js';
import { judgeTimestamp } from '../signature/signing-time.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused, SignedRequest, SigningInput } from '../verifier.js';
import { keyedProvider } from './keyed-provider.js';
import { inBody } from './provider-page.js';

interface Shown {
  readonly signature: string;
  readonly signed: string;
}

/** Mailgun signs a time and a random token, and not the body: within the tolerance whoever has seen one webhook could make others. */
export const mailgun = keyedProvider({
  name: 'mailgun',
  title: 'Mailgun',
  documentation: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
  secret: 'The HTTP webhook signing key.',
  setup: [
    "In the Mailgun control panel, Sending, Webhooks, add the source's URL for each kind of event.",
    'Give the HTTP webhook signing key of the same page here.',
    'The body is not signed. Let only https reach the URL, and lower toleranceSeconds as far as your mail can bear.',
  ],
  unconfirmed: [
    'That a webhook that is tried again keeps its timestamp (so the tolerance is a day).',
    'That an answer of 406 would stop the retries; the relay does not give it.',
  ],
  defaults: { eventType: inBody('event-data.event'), externalId: inBody('event-data.id'), occurredAt: inBody('event-data.timestamp') },
  options: z.strictObject({ toleranceSeconds: toleranceOption().default(86_400) }),
  importKey: importTextKey,
  scheme: ({ toleranceSeconds }) => ({
    read: (request, nowMs) => read(request, nowMs, toleranceSeconds),
    matches: ({ signature, signed }: Shown, key: KeyObject) => isHmacText(signature, 'sha256', key, signed, 'hex'),
    mismatch: 'The signature does not match HMAC-SHA256 of timestamp and token with any active secret.',
  }),
  sample: ({ id, atMs }) => ({
    headers: [['content-type', 'application/json']],
    body: JSON.stringify({ 'event-data': { event: 'delivered', id, timestamp: atMs / 1000 } }),
  }),
  sign,
});

function read(request: InboundRequest, nowMs: number, toleranceSeconds: number): Shown | Refused {
  const field = fieldsOf(request);
  const signature = field('signature');
  if (!signature) return refuse('signature-missing', 'The body has no signature.signature.');
  const timestamp = field('timestamp');
  if (!timestamp) return refuse('timestamp-missing', 'The body has no signature.timestamp.');
  const late = judgeTimestamp(timestamp, { unit: 's', toleranceSeconds }, nowMs, 'The field signature.timestamp');
  if (late) return late;
  const token = field('token');
  if (!token) return refuse('signature-malformed', 'The body has no signature.token.');
  if (!decodeStrict(signature, 'hex')) return refuse('signature-malformed', 'The field signature.signature is not hexadecimal.');
  return { signature, signed: timestamp + token };
}

/** JSON with an object `signature`; inbound mail and old webhooks are forms, and multipart where there are attachments. */
function fieldsOf(request: InboundRequest): (name: string) => string | null {
  if (isForm(request)) {
    const form = formOf(request);
    return (name) => form.get(name);
  }
  if (mediaTypeOf(request) === 'multipart/form-data') return (name) => multipartField(request, name);
  const json = parseJson(request.body);
  return (name) => textAt(json, ['signature', name]);
}

function sign(_options: unknown, input: SigningInput): SignedRequest {
  const timestamp = String(Math.floor(input.atMs / 1000));
  const token = hmacText('sha256', 'token', input.id, 'hex').slice(0, 50);
  const signature = { timestamp, token, signature: hmacText('sha256', input.secret, timestamp + token, 'hex') };
  const body = { signature, ...(parseJson(input.body) as object) };
  return { ...input, body: Buffer.from(JSON.stringify(body)) };
}
