/** Names of headers that the relay sets, lower case. */
export const HEADER = {
  eventId: 'posthorn-event-id',
  deliveryId: 'posthorn-delivery-id',
  eventType: 'posthorn-event-type',
  source: 'posthorn-source',
  attempt: 'posthorn-attempt',
  duplicate: 'posthorn-duplicate',
  originalPrefix: 'posthorn-original-',
  webhookId: 'webhook-id',
  webhookTimestamp: 'webhook-timestamp',
  webhookSignature: 'webhook-signature',
} as const;

/**
 * Never passed on to a destination: credentials, what describes the hop and not the message (RFC 9110 section 7.6.1),
 * and what a receiver would take for the relay's own word.
 */
export const NOT_FORWARDED_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'host',
  'content-length',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'forwarded',
]);
export const NOT_FORWARDED_PREFIXES = ['x-forwarded-', 'proxy-', 'posthorn-'] as const;

/** Credentials by their nature, whatever a source's scheme says: never stored in the clear, never shown, never passed on. Lower case. */
export const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** What stands in place of a credential wherever it would be shown or kept. */
export const REDACTED = '[redacted]';

/** The type that a `content-type` names (RFC 9110 section 8.3.1), lower case and without parameters; empty if it names none. */
export function bareMediaType(contentType: string | null): string {
  return (contentType?.split(';', 1)[0] ?? '').trim().toLowerCase();
}
