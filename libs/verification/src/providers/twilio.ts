import { createHash, timingSafeEqual, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { formOf, isForm } from '../form-body.js';
import { hmacText, isHmacText } from '../hmac-text.js';
import { signedUrlOption } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import { importTextKey } from '../shared-key.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused, SignedRequest, SigningInput } from '../verifier.js';
import { keyedProvider } from './keyed-provider.js';
import { inHeader } from './provider-page.js';

const HEADER = 'x-twilio-signature';
const BODY_HASH = 'bodySHA256';

interface Shown {
  readonly signature: string;
  /** The URL in the spellings that Twilio may have signed. */
  readonly urls: readonly string[];
  readonly fields: string;
}

/**
 * HMAC-SHA1 of the URL and, for a form, of its fields, sorted and without anything between them. Any other body is signed through its
 * SHA-256 in the URL.
 */
export const twilio = keyedProvider({
  name: 'twilio',
  title: 'Twilio',
  documentation: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
  secret: "The account's auth token.",
  setup: [
    "In the Twilio console, set the source's URL as webhook or status callback URL.",
    'Give the auth token of the account here; where Twilio has another URL than the relay shows, give that as option url, without its query.',
  ],
  defaults: { eventType: { from: 'const', value: 'callback' }, externalId: inHeader('i-twilio-idempotency-token') },
  // A message or call is answered with TwiML: this does nothing.
  accepted: { status: 200, contentType: 'text/xml', body: '<Response></Response>' },
  options: z.strictObject({ url: signedUrlOption() }),
  importKey: importTextKey,
  scheme: ({ url }) => ({
    read: (request) => read(request, signedUrl(request.url, url)),
    matches: ({ signature, urls, fields }: Shown, key: KeyObject) =>
      urls.some((one) => isHmacText(signature, 'sha1', key, one + fields, 'base64')),
    mismatch: 'The signature does not match: is the auth token right, and is the URL that Twilio has the one that the relay shows?',
  }),
  sample: ({ id }) => ({
    headers: [
      ['content-type', 'application/x-www-form-urlencoded'],
      ['i-twilio-idempotency-token', id],
    ],
    body: 'MessageSid=SM00000000000000000000000000000000&MessageStatus=delivered',
  }),
  sign,
});

function read(request: InboundRequest, url: string): Shown | Refused {
  const values = headerValues(request.headers, HEADER);
  const signature = values[0];
  if (!signature) return refuse('signature-missing', `The header ${HEADER} is missing or empty.`);
  if (values.some((other) => other !== signature))
    return refuse('signature-malformed', `The header ${HEADER} came twice, and not the same.`);
  if (!decodeStrict(signature, 'base64')) return refuse('signature-malformed', `The header ${HEADER} holds no base64 signature.`);
  // Of the URL that is signed: what else came in the query anybody could have added.
  const bodyHash = new URLSearchParams(url.split('?').slice(1).join('?')).get(BODY_HASH);
  if (bodyHash === null && !isForm(request) && request.body.length > 0)
    return refuse('signature-missing', `Only a form is signed by its fields; for this body the URL must carry ${BODY_HASH}.`);
  if (bodyHash !== null && !isHashOf(bodyHash, request.body))
    return refuse('signature-mismatch', `The body is not the one whose SHA-256 the URL carries as ${BODY_HASH}.`);
  return { signature, urls: spellings(url), fields: bodyHash === null ? sortedFields(request) : '' };
}

function isHashOf(hex: string, body: Buffer): boolean {
  const given = decodeStrict(hex, 'hex');
  const expected = createHash('sha256').update(body).digest();
  return given?.length === expected.length && timingSafeEqual(given, expected);
}

/** The operator's URL with the query that came; Twilio adds to it. */
function signedUrl(url: string, configured: string | undefined): string {
  if (configured === undefined) return url;
  const mark = url.indexOf('?');
  return mark < 0 || configured.includes('?') ? configured : configured + url.slice(mark);
}

/** As it came, and with and without the port that goes without saying: Twilio's back ends differ in that. */
function spellings(url: string): readonly string[] {
  const match = /^(https?):\/\/([^/?#:]*)(:\d{1,5})?(?=[/?#]|$)/i.exec(url);
  if (!match) return [url];
  const [start, protocol = '', host = ''] = match;
  const rest = url.slice(start.length);
  const port = protocol.toLowerCase() === 'https' ? ':443' : ':80';
  return [...new Set([url, `${protocol}://${host}${rest}`, `${protocol}://${host}${match[3] ?? port}${rest}`])];
}

function sortedFields(request: InboundRequest): string {
  const fields = new Map<string, Set<string>>();
  for (const [name, value] of formOf(request)) {
    const values = fields.get(name);
    if (values) values.add(value);
    else fields.set(name, new Set([value]));
  }
  const pieces: string[] = [];
  for (const name of [...fields.keys()].sort()) for (const value of [...(fields.get(name) ?? [])].sort()) pieces.push(name, value);
  return pieces.join('');
}

function sign({ url: configured }: { readonly url?: string | undefined }, input: SigningInput): SignedRequest {
  const request = { ...input, query: '', headers: input.headers.flat() };
  const hash = createHash('sha256').update(input.body).digest('hex');
  const url = isForm(request) ? input.url : `${input.url}${input.url.includes('?') ? '&' : '?'}${BODY_HASH}=${hash}`;
  const fields = isForm(request) ? sortedFields(request) : '';
  const signature = hmacText('sha1', input.secret, signedUrl(url, configured) + fields, 'base64');
  return { method: input.method, url, headers: [...input.headers, [HEADER, signature]], body: input.body };
}
