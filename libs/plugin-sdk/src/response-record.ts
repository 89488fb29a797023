import type { AttemptExchange, OutboundResponse } from '@posthorn/contracts';
import { redactHeaders } from './redact.js';
import { createRedactor } from './redactor.js';

/**
 * An answer as an attempt record shows it: text as UTF-8 (what is none becomes U+FFFD), NUL out since Postgres holds none, and
 * `secretValues` out where a receiver echoes what it was sent. (The relay cuts the destination's secrets out of every record by itself.)
 */
export function recordResponse(response: OutboundResponse, secretValues: readonly string[] = []): NonNullable<AttemptExchange['response']> {
  const { text } = secretValues.length > 0 ? createRedactor(secretValues) : NOTHING;
  return {
    status: response.status,
    headers: redactHeaders(response.headers).map(([name, value]) => [name, text(value)]),
    body: text(response.body.toString('utf8')).replaceAll('\0', '\uFFFD'),
    truncated: response.truncated,
  };
}

const NOTHING = { text: (text: string) => text };
