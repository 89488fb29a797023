import type { KeyObject } from 'node:crypto';
import { escape } from 'node:querystring';
import { z } from 'zod';
import { hmacText, isHmacText } from '../hmac-text.js';
import { toleranceOption } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import { importTextKey } from '../shared-key.js';
import { judgeTimestamp, onlyTimestamp } from '../signature/signing-time.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused, SignedRequest, SigningInput } from '../verifier.js';
import { keyedProvider } from './keyed-provider.js';
import { inBody, inHeader } from './provider-page.js';

const SIGNATURE = 'x-contentful-signature';
const TIMESTAMP = 'x-contentful-timestamp';
const SIGNED_HEADERS = 'x-contentful-signed-headers';
/** Path and query of a URL, not tidied up: the sender signed them as it wrote them. */
const TARGET = /^[a-z]+:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/i;
const MAX_SIGNED_HEADERS = 64;

interface Shown {
  readonly signature: string;
  readonly content: readonly (string | Buffer)[];
}

/** HMAC of a canonical request: method, path, the headers that the request itself names, body. */
export const contentful = keyedProvider({
  name: 'contentful',
  title: 'Contentful',
  documentation: 'https://www.contentful.com/developers/docs/extensibility/app-framework/request-verification/',
  secret: 'The signing secret of the space or the app, 64 characters.',
  setup: [
    "In the space's settings, Webhooks, add one with the source's URL.",
    'Enable request verification under Settings and give the secret that is shown once here.',
  ],
  defaults: {
    eventType: inHeader('x-contentful-topic'),
    externalId: inHeader('x-contentful-idempotency-key'),
    occurredAt: inBody('sys.updatedAt'),
  },
  options: z.strictObject({ toleranceSeconds: toleranceOption().default(30) }),
  importKey: importTextKey,
  scheme: ({ toleranceSeconds }) => ({
    read: (request, nowMs) => read(request, nowMs, toleranceSeconds),
    matches: ({ signature, content }: Shown, key: KeyObject) => isHmacText(signature, 'sha256', key, content, 'hex'),
    mismatch: 'The signature does not match HMAC-SHA256 of method, path, signed headers and body with any active secret.',
  }),
  sign,
});

function read(request: InboundRequest, nowMs: number, toleranceSeconds: number): Shown | Refused {
  const values = headerValues(request.headers, SIGNATURE);
  const signature = values[0];
  if (!signature) return refuse('signature-missing', `The header ${SIGNATURE} is missing or empty.`);
  const timestamp = onlyTimestamp(headerValues(request.headers, TIMESTAMP), `The header ${TIMESTAMP}`);
  if (typeof timestamp !== 'string') return timestamp;
  const late = judgeTimestamp(timestamp, { unit: 'ms', toleranceSeconds }, nowMs, `The header ${TIMESTAMP}`);
  if (late) return late;
  if (!decodeStrict(signature, 'hex')) return refuse('signature-malformed', `The header ${SIGNATURE} is not hexadecimal.`);
  const names = (headerValues(request.headers, SIGNED_HEADERS)[0] ?? '').toLowerCase().split(',', MAX_SIGNED_HEADERS);
  // Otherwise whoever holds one signed request could give it another time.
  if (!names.includes(TIMESTAMP)) return refuse('signature-malformed', `The header ${SIGNED_HEADERS} does not name ${TIMESTAMP}.`);
  return { signature, content: canonical(request, names) };
}

function canonical(request: InboundRequest, names: readonly string[]): readonly (string | Buffer)[] {
  const headers = names
    .map((name) => name.trim())
    .sort()
    .map((name) => `${name}:${headerValues(request.headers, name)[0] ?? ''}`);
  const [, pathname = '', search = ''] = TARGET.exec(request.url) ?? [];
  // Contentful escapes the query as one text, and then what that made once more.
  const path = encodeURI((search.length > 1 ? `${pathname}?${escape(search.slice(1))}` : pathname).toWellFormed());
  return [`${request.method}\n${path}\n${headers.join(';')}\n`, request.body];
}

function sign(_options: unknown, input: SigningInput): SignedRequest {
  const names = [...input.headers.map(([name]) => name.toLowerCase()), SIGNED_HEADERS, TIMESTAMP].sort();
  const headers = [...input.headers, [TIMESTAMP, String(input.atMs)] as const, [SIGNED_HEADERS, names.join(',')] as const];
  const request = { ...input, query: '', headers: headers.flat() };
  const signature = hmacText('sha256', input.secret, canonical(request, names), 'hex');
  return { ...input, headers: [...headers, [SIGNATURE, signature]] };
}
