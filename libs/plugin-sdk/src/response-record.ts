import type { AttemptExchange, OutboundResponse } from '@posthorn/contracts';
import { redactHeaders } from './redact.js';
import { createRedactor } from './redactor.js';

/**
 * An answer as an attempt record shows it: text as UTF-8 (NUL out, since Postgres holds none), what is no text in base64, and `secretValues`
 * out where a receiver echoes what it was sent. (The relay cuts the destination's secrets out of every record by itself.)
 */
export function recordResponse(response: OutboundResponse, secretValues: readonly string[] = []): NonNullable<AttemptExchange['response']> {
  const { text } = secretValues.length > 0 ? createRedactor(secretValues) : NOTHING;
  const asText = isText(response);
  return {
    status: response.status,
    headers: redactHeaders(response.headers).map(([name, value]) => [name, text(value)]),
    body: asText ? text(response.body.toString('utf8')).replaceAll('\0', '\uFFFD') : text(response.body.toString('base64')),
    ...(asText ? {} : { encoding: 'base64' as const }),
    truncated: response.truncated,
  };
}

/** Of what was cut off, the last character may be half. */
function isText({ body, truncated }: OutboundResponse): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body, { stream: truncated });
    return true;
  } catch {
    return false;
  }
}

const NOTHING = { text: (text: string) => text };
