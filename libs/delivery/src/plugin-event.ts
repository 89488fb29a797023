import { firstHeader, toTypeId, type StoredEvent } from '@posthorn/contracts';
import type { PluginEvent } from '@posthorn/plugin-sdk';
import { createPluginEvent } from '@posthorn/plugin-sdk/host';

/** What the relay says of an event beside what is stored. */
export interface ShownWith {
  readonly source: PluginEvent['source'];
  readonly url: string | null;
}

/** The event as plugins see it; JSON is parsed only for those that ask. `source` as it is shown. `ownBytes`: see {@link createPluginEvent}. */
export function toPluginEvent(event: StoredEvent, { source, url }: ShownWith, ownBytes = false): PluginEvent {
  const fields = {
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
    ...{ source, url },
  };
  return createPluginEvent(fields, ownBytes);
}
