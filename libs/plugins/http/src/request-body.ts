import {
  bareMediaType,
  DeliveryFailed,
  parseRulePath,
  type PluginEvent,
  renderField,
  TemplateError,
  type TemplateEscape,
  valueAtPath,
} from '@posthorn/plugin-sdk';
import type { HttpConfig } from './http.config.js';

export interface RequestBody {
  /** `null` = the request has none. */
  readonly bytes: Buffer | null;
  /** `null` = the sender's own headers tell what it is. */
  readonly contentType: string | null;
}

/** Reading numbers as they are written costs a call for each value; bigger bodies have their numbers rounded as JavaScript rounds. */
const MAX_PRECISE_BYTES = 1_048_576;

/** Without `from`, GET has no body (RFC 9110 section 9.3.1: it would have no meaning), and everything else the received one. */
export function bodyFrom({ method, body }: HttpConfig): NonNullable<HttpConfig['body']> {
  return body ?? { from: method === 'GET' ? 'none' : 'received' };
}

/** @throws DeliveryFailed (`body-part-missing`, `body-part-invalid`), TemplateError */
export function requestBody(config: HttpConfig, event: PluginEvent, variables: () => object): RequestBody {
  const body = bodyFrom(config);
  switch (body.from) {
    case 'received':
      return { bytes: event.body, contentType: null };
    case 'none':
      return { bytes: null, contentType: null };
    case 'template':
      return { bytes: Buffer.from(rendered(body.template, body.contentType, variables())), contentType: body.contentType };
    case 'path':
      return { bytes: Buffer.from(part(body.path, body.contentType, event)), contentType: body.contentType };
  }
}

function rendered(template: string, contentType: string, variables: object): string {
  const text = renderField('config.body.template', template, variables, escapeFor(contentType));
  if (isJson(contentType) && !isJsonText(text)) throw new TemplateError('What it makes is no JSON', 1, 1).in('config.body.template');
  return text;
}

/** A value must never become more than a value, whatever language the text is in. */
function escapeFor(contentType: string): TemplateEscape {
  const type = bareMediaType(contentType);
  if (isJson(contentType) || JSON_LINES.has(type)) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'url-component';
  return type === 'text/html' || type.endsWith('/xml') || type.endsWith('+xml') ? 'html' : 'none';
}

/** One JSON text after the other, or nearly JSON: strings are written as in JSON. */
const JSON_LINES: ReadonlySet<string> = new Set([
  ...['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonl', 'application/jsonlines'],
  ...['application/x-jsonlines', 'application/json-lines', 'application/json-seq', 'application/json5', 'application/jsonc'],
]);

const isJson = (contentType: string) => /^[^/]+\/(?:json|.*\+json)$/.test(bareMediaType(contentType));

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function part(path: string, contentType: string, event: PluginEvent): string {
  const steps = parseRulePath(path) ?? [];
  const value = valueAtPath(event.json(), steps);
  if (value === undefined)
    throw new DeliveryFailed('body-part-missing', { detail: `The body is no JSON that has ${path}, and only that is to be sent.` });
  if (typeof value === 'string' && !isJson(contentType)) return value;
  try {
    const exact = event.body.length <= MAX_PRECISE_BYTES ? valueAtPath(JSON.parse(event.body.toString('utf8'), asWritten), steps) : value;
    return JSON.stringify(exact);
  } catch {
    throw new DeliveryFailed('body-part-invalid', { detail: `What the body has as ${path} is nested too deep to be written again.` });
  }
}

interface ExactJson {
  /** ECMA-262, "JSON.parse source text access": in V8, and not in TypeScript's library yet. */
  rawJSON(text: string): unknown;
}

/** `12345678901234567890` and `1.10` stay what they are. */
function asWritten(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && source !== String(value)
    ? (JSON as unknown as ExactJson).rawJSON(source)
    : value;
}
