import { type AttemptExchange, MAX_RESPONSE_BODY_BYTES, type OutboundRequest, type OutboundResponse } from '@posthorn/contracts';
import { redactHeaders, redactUrl } from './redact.js';
import { createRedactor } from './redactor.js';
import { utf8TextOf } from './utf8-text.js';

/** A request as an attempt record shows it. `names`: headers (lower case) that are redacted besides those that say so themselves. */
export function recordRequest(
  { method = 'GET', url, headers = [], body = '' }: OutboundRequest,
  names?: ReadonlySet<string>,
): NonNullable<AttemptExchange['request']> {
  return { method, url: redactUrl(url), headers: redactHeaders(headers, names), bodyBytes: Buffer.byteLength(body) };
}

/**
 * An answer as an attempt record shows it: as much as history keeps, text as UTF-8 (NUL out, since Postgres holds none), what is no text in
 * base64, and `secretValues` out where a receiver echoes what it was sent. (The relay cuts the destination's secrets out of every record by itself.)
 */
export function recordResponse(whole: OutboundResponse, secretValues: readonly string[] = []): NonNullable<AttemptExchange['response']> {
  const { text } = secretValues.length > 0 ? createRedactor(secretValues) : NOTHING;
  const response = kept(whole);
  const bodyText = utf8TextOf(response.body, response.truncated);
  return {
    status: response.status,
    headers: redactHeaders(response.headers).map(([name, value]) => [name, text(value)]),
    body: bodyText === null ? text(response.body.toString('base64')) : text(bodyText).replaceAll('\0', '\uFFFD'),
    ...(bodyText === null && { encoding: 'base64' as const }),
    truncated: response.truncated,
  };
}

/** Some plugins read more of an answer than history keeps. */
function kept(response: OutboundResponse): OutboundResponse {
  if (response.body.length <= MAX_RESPONSE_BODY_BYTES) return response;
  return { ...response, body: response.body.subarray(0, MAX_RESPONSE_BODY_BYTES), truncated: true };
}

const NOTHING = { text: (text: string) => text };
