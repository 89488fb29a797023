import {
  CREDENTIAL_HEADERS,
  MAX_TRANSFORM_BODY_BYTES,
  NOT_FORWARDED_HEADERS,
  NOT_FORWARDED_PREFIXES,
  REDACTED,
  type RawHeaders,
} from '@posthorn/contracts';

/** What came out of the sandbox, as text and nothing else. `head` is JSON. */
export interface RawOutput {
  readonly head: string;
  /** A body that was a text, as JSON; else `json`. */
  readonly text: string | undefined;
  readonly json: string | undefined;
}

export interface TransformOutput {
  readonly headers: RawHeaders;
  readonly contentType: string | null;
  readonly body: Buffer;
}

/** A result that cannot be sent. The message is for people. */
export class TransformOutputError extends Error {}

const MAX_HEADERS = 200;
const MAX_HEADER_BYTES = 32_768;
const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]{1,256}$/;
/** RFC 9110 section 5.5, each character one byte. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** They say something about bytes that are not sent any more. */
const OF_THE_OLD_BYTES = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'content-md5',
  'digest',
  'content-digest',
  'repr-digest',
]);
/** The relay's own word to the receiver. */
const OF_THE_RELAY = /^(webhook-|traceparent$)/;

/** Reads a result as the request that it asks for. `given`: the headers as the transform saw them. Throws a {@link TransformOutputError}. */
export function readTransformOutput(output: RawOutput, raw: RawHeaders, given: ReadonlyMap<string, string>): TransformOutput {
  const { headers, contentType, bodyEncoding } = readHead(output.head);
  const body = bodyOf(output, bodyEncoding);
  if (body.length > MAX_TRANSFORM_BODY_BYTES)
    throw new TransformOutputError(`It returned ${body.length} bytes; at most ${MAX_TRANSFORM_BODY_BYTES} are sent.`);
  const changed = changedHeaders(headers, given);
  const type = typeOf({ contentType, changed, given, isJson: output.json !== undefined });
  changed.set('content-type', type);
  const kept: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    if (!changed.has(name) && !OF_THE_OLD_BYTES.has(name)) kept.push(raw[at] ?? '', raw[at + 1] ?? '');
  }
  for (const [name, value] of changed) if (value !== null) kept.push(name, value);
  const bytes = kept.reduce((sum, part) => sum + part.length, 0);
  if (changed.size > MAX_HEADERS || bytes > Math.max(MAX_HEADER_BYTES, bytesOf(raw)))
    throw new TransformOutputError(`It returned more headers than are sent: at most ${MAX_HEADERS}, ${MAX_HEADER_BYTES} bytes in all.`);
  return { headers: kept, contentType: type, body };
}

interface Head {
  readonly headers?: unknown;
  readonly contentType?: unknown;
  readonly bodyEncoding?: unknown;
}

function readHead(text: string): Head {
  let head: unknown;
  try {
    head = JSON.parse(text);
  } catch {
    head = null;
  }
  if (typeof head !== 'object' || head === null || Array.isArray(head))
    throw new TransformOutputError('The headers that it returned are no JSON.');
  return head;
}

function bodyOf({ text: quoted, json }: RawOutput, bodyEncoding: unknown): Buffer {
  if (quoted === undefined) return Buffer.from(json ?? '');
  const text = String(JSON.parse(quoted));
  if (bodyEncoding !== 'base64') return Buffer.from(text);
  if (text.length % 4 !== 0 || !BASE64.test(text))
    throw new TransformOutputError('The body that it returned is not base64, as its bodyEncoding says.');
  return Buffer.from(text, 'base64');
}

/** What differs from what it was given; `null` = not to be sent. */
function changedHeaders(headers: unknown, given: ReadonlyMap<string, string>): Map<string, string | null> {
  const changed = new Map<string, string | null>();
  if (headers === undefined || headers === null) return changed;
  if (typeof headers !== 'object' || Array.isArray(headers)) throw new TransformOutputError('The headers that it returned are no object.');
  for (const [key, value] of Object.entries(headers) as [string, unknown][]) {
    const name = key.toLowerCase();
    if (given.get(name) === value && !changed.has(name)) continue;
    if (!NAME.test(name)) throw new TransformOutputError(`${JSON.stringify(key.slice(0, 100))} is no header's name.`);
    if (value !== null && isReserved(name)) throw new TransformOutputError(`A transform may not set the header ${name}.`);
    changed.set(name, value === null ? null : valueOf(name, value));
  }
  return changed;
}

function valueOf(name: string, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw new TransformOutputError(`The header ${name} is neither a text nor null.`);
  const text = String(value).trim();
  if (!VALUE.test(text) || text === REDACTED) throw new TransformOutputError(`The header ${name} has a value that cannot be sent.`);
  return text;
}

function isReserved(name: string): boolean {
  if (NOT_FORWARDED_HEADERS.has(name) || CREDENTIAL_HEADERS.has(name) || OF_THE_OLD_BYTES.has(name)) return true;
  return NOT_FORWARDED_PREFIXES.some((prefix) => name.startsWith(prefix)) || OF_THE_RELAY.test(name);
}

interface TypeQuestion {
  readonly contentType: unknown;
  readonly changed: ReadonlyMap<string, string | null>;
  readonly given: ReadonlyMap<string, string>;
  readonly isJson: boolean;
}

/** `contentType` wins where it was changed, then the header; JSON is not sent under another name unless it was asked for. */
function typeOf({ contentType, changed, given, isJson }: TypeQuestion): string | null {
  const before = given.get('content-type') ?? null;
  if (contentType !== undefined && contentType !== null && contentType !== before) return valueOf('content-type', contentType);
  const header = changed.get('content-type');
  if (header !== undefined) return header;
  return isJson && (before === null || !/[/+]json\b/i.test(before)) ? 'application/json' : before;
}

const bytesOf = (raw: RawHeaders): number => raw.reduce((sum, part) => sum + part.length, 0);
