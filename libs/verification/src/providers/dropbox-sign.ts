import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { formOf, isForm, mediaTypeOf, multipartField } from '../form-body.js';
import { hmacText, isHmacText } from '../hmac-text.js';
import { parseJson, textAt } from '../json-body.js';
import { importTextKey } from '../shared-key.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused, SignedRequest, SigningInput } from '../verifier.js';
import { keyedProvider } from './keyed-provider.js';
import { inBody } from './provider-page.js';

interface Shown {
  readonly hash: string;
  readonly signed: string;
  readonly id: string;
}

/** What an event is about. The hash alone is the same for all events of one type in one second. */
const SUBJECTS = [
  ['signature_request', 'signature_request_id'],
  ['event', 'event_metadata', 'related_signature_id'],
  ['template', 'template_id'],
  ['account', 'account_id'],
] as const;
const BOUNDARY = 'posthorn-sample';

/** The event stands in the field `json` of a multipart body; time and type are signed, the rest is not. */
export const dropboxSign = keyedProvider({
  name: 'dropbox-sign',
  title: 'Dropbox Sign',
  documentation: 'https://developers.hellosign.com/docs/events/walkthrough',
  secret: 'An API key of the account.',
  setup: [
    "In Dropbox Sign, Settings, API, set the source's URL as account callback, or as the event callback of an app.",
    'Give the API key here.',
    'Only time and type of an event are signed: fetch what you act on from the API of Dropbox Sign.',
  ],
  unconfirmed: ['That no rule can find the type in a multipart body: such events are of type unknown.'],
  defaults: { eventType: inBody('event.event_type'), occurredAt: inBody('event.event_time') },
  accepted: { status: 200, contentType: 'text/plain', body: 'Hello API Event Received' },
  options: z.strictObject({}),
  importKey: importTextKey,
  scheme: () => ({
    read,
    matches: ({ hash, signed }: Shown, key: KeyObject) => isHmacText(hash, 'sha256', key, signed, 'hex'),
    externalId: ({ id }) => id,
    mismatch: 'The event_hash does not match HMAC-SHA256 of event_time and event_type with any active secret.',
  }),
  sample: ({ atMs }) => ({
    headers: [['content-type', `multipart/form-data; boundary=${BOUNDARY}`]],
    body: JSON.stringify({ event: { event_time: String(Math.floor(atMs / 1000)), event_type: 'signature_request_sent' } }),
  }),
  sign,
});

function read(request: InboundRequest): Shown | Refused {
  const event = parseJson(eventText(request) ?? '');
  const hash = textAt(event, ['event', 'event_hash']);
  if (!hash) return refuse('signature-missing', 'The body has no event.event_hash.');
  if (!decodeStrict(hash, 'hex')) return refuse('signature-malformed', 'The event_hash is not hexadecimal.');
  const time = textAt(event, ['event', 'event_time']);
  if (!time) return refuse('timestamp-missing', 'The body has no event.event_time.');
  const id = [hash, ...SUBJECTS.flatMap((keys) => textAt(event, keys) ?? [])].join(':');
  return { hash, signed: time + (textAt(event, ['event', 'event_type']) ?? ''), id };
}

function eventText(request: InboundRequest): string | null {
  if (mediaTypeOf(request) === 'multipart/form-data') return multipartField(request, 'json');
  return isForm(request) ? formOf(request).get('json') : request.body.toString('utf8');
}

function sign(_none: unknown, input: SigningInput): SignedRequest {
  const { event } = parseJson(input.body) as { event: { event_time: string; event_type: string } };
  const hash = hmacText('sha256', input.secret, event.event_time + event.event_type, 'hex');
  const json = JSON.stringify({ event: { ...event, event_hash: hash } });
  const body = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="json"\r\n\r\n${json}\r\n--${BOUNDARY}--\r\n`;
  return { ...input, body: Buffer.from(body) };
}
