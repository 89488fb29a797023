import { type AttemptExchange, type OutboundResponse, REDACTED } from '@posthorn/contracts';
import { redactHeaders } from './redact.js';

/** Shorter ones would be found by chance. */
const MIN_SECRET_CHARS = 6;

/**
 * An answer as an attempt record shows it: text as UTF-8 (what is none becomes U+FFFD), NUL out since Postgres holds none, and
 * `secretValues` out where a receiver echoes what it was sent.
 */
export function recordResponse(response: OutboundResponse, secretValues: readonly string[] = []): NonNullable<AttemptExchange['response']> {
  const secrets = secretValues.filter((secret) => secret.length >= MIN_SECRET_CHARS);
  const mask = (text: string) => secrets.reduce((masked, secret) => masked.replaceAll(secret, REDACTED), text);
  return {
    status: response.status,
    headers: redactHeaders(response.headers).map(([name, value]) => [name, mask(value)]),
    body: mask(response.body.toString('utf8')).replaceAll('\0', '\uFFFD'),
    truncated: response.truncated,
  };
}
