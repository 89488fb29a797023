import { isUtf8 } from 'node:buffer';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { firstHeader, joinedHeaders, MAX_TRANSFORM_BODY_BYTES, toTypeId, type TransformJob } from '@posthorn/contracts';

/** What a transform is called with: everything but the body as JSON, and the body as a text in JSON. */
export interface TransformInput {
  readonly meta: string;
  readonly body: string;
  /** `utf8` becomes `json` inside, where the text is JSON. */
  readonly encoding: 'utf8' | 'base64';
  readonly headers: ReadonlyMap<string, string>;
}

/** An input that no transform can be called with. The message is for people. */
export class TransformInputError extends Error {}

const DECODERS = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync } as const;

/** Reads an event as a transform gets it. Throws a {@link TransformInputError} for a body that is too large, or encoded as nobody knows. */
export function readTransformInput({ event, source }: Omit<TransformJob, 'code'>): TransformInput {
  const headers = joinedHeaders(event.headers);
  const body = decoded(event.body, headers.get('content-encoding') ?? '');
  const isText = isUtf8(body);
  const meta = {
    id: toTypeId('evt', event.id),
    type: event.type,
    externalId: event.externalId,
    receivedAt: new Date(event.receivedAtMs).toISOString(),
    occurredAt: event.occurredAtMs === null ? null : new Date(event.occurredAtMs).toISOString(),
    source: { id: toTypeId('src', source.id), slug: source.slug },
    method: event.method,
    path: event.path,
    query: event.query,
    headers: Object.fromEntries(headers),
    contentType: firstHeader(event.headers, 'content-type'),
    ...{ body: null, bodyEncoding: null, rawBody: null },
  };
  return {
    meta: JSON.stringify(meta),
    body: JSON.stringify(isText ? withoutMark(body.toString('utf8')) : body.toString('base64')),
    encoding: isText ? 'utf8' : 'base64',
    headers,
  };
}

function decoded(body: Buffer, contentEncoding: string): Buffer {
  let decodedBody = body;
  // Applied in the order of the header, so undone from its end (RFC 9110 section 8.4).
  for (const coding of contentEncoding.toLowerCase().split(',').reverse()) decodedBody = decode(decodedBody, coding.trim());
  if (decodedBody.length > MAX_TRANSFORM_BODY_BYTES) throw tooLarge();
  return decodedBody;
}

function decode(body: Buffer, coding: string): Buffer {
  if (coding === '' || coding === 'identity') return body;
  const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding as keyof typeof DECODERS] : undefined;
  if (!decoder) throw new TransformInputError(`The event's content-encoding ${JSON.stringify(coding)} cannot be undone.`);
  try {
    return decoder(body, { maxOutputLength: MAX_TRANSFORM_BODY_BYTES });
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new TransformInputError(`The event's body is not ${coding}, as its content-encoding says.`);
  }
}

function tooLarge(): TransformInputError {
  return new TransformInputError(`The event's body is larger than the ${MAX_TRANSFORM_BODY_BYTES} bytes that a transform takes.`);
}

/** RFC 8259 section 8.1: a parser may ignore a byte order mark; .NET senders write one. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
