import { firstHeader, toTypeId, type StoredEvent } from '@posthorn/contracts';
import type { PluginEvent } from '@posthorn/plugin-sdk';

/** The event as plugins see it; JSON is parsed only for those that ask. `source` as it is shown. */
export function toPluginEvent(event: StoredEvent, source: PluginEvent['source']): PluginEvent {
  let parsed: { readonly value: unknown } | null = null;
  return {
    id: toTypeId('evt', event.id),
    type: event.type,
    externalId: event.externalId,
    receivedAt: new Date(event.receivedAtMs),
    occurredAt: event.occurredAtMs === null ? null : new Date(event.occurredAtMs),
    method: event.method,
    path: event.path,
    query: event.query,
    headers: event.headers,
    contentType: firstHeader(event.headers, 'content-type'),
    body: event.body,
    source,
    json: () => (parsed ??= { value: parseJson(event.body) }).value,
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
