import type { Uuid } from './ids.js';
import type { EventFault } from './rule.js';

/** Raw headers as they came, in order: names and values alternate (Node's `rawHeaders`), each character one byte. */
export type RawHeaders = readonly string[];

/** The first value of a header; `name` in lower case. `null` if it did not come. */
export function firstHeader(headers: RawHeaders, name: string): string | null {
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (headers[at]?.toLowerCase() === name) return headers[at + 1] ?? null;
  }
  return null;
}

/** The values by names in lower case, what came more than once joined as RFC 9110 section 5.3 says. */
export function joinedHeaders(raw: RawHeaders): Map<string, string> {
  const joined = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    const earlier = joined.get(name);
    joined.set(name, earlier === undefined ? (raw[at + 1] ?? '') : `${earlier}, ${raw[at + 1] ?? ''}`);
  }
  return joined;
}

/** An accepted request as it travels in memory. Nothing changes it. */
export interface StoredEvent {
  readonly id: Uuid;
  readonly projectId: Uuid;
  readonly sourceId: Uuid;
  readonly type: string;
  readonly externalId: string | null;
  readonly receivedAtMs: number;
  readonly occurredAtMs: number | null;
  readonly method: string;
  /** What followed the slug, with its leading slash; empty if nothing did. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: RawHeaders;
  readonly body: Buffer;
  readonly faults: readonly EventFault[];
}

/** What the relay decided for one event and one subscription at the moment of acceptance. */
export interface Route {
  readonly subscriptionId: Uuid;
  readonly destinationId: Uuid;
  readonly delaySeconds: number;
  /** 16 bytes that stand for the subscription and the value of its ordering key; absent = in no order. Known at the acceptance only. */
  readonly orderKey?: Buffer;
}

/** A clause is stored with each event that it stops, so it is short whatever the filter is. */
export const MAX_CLAUSE_BYTES = 256;

/** A subscription that wanted the event by its source and type, and the clause of its filter that stopped it. */
export interface FilteredRoute {
  readonly subscriptionId: Uuid;
  /** At most {@link MAX_CLAUSE_BYTES}, for example `body.amount.$gt: 100`. */
  readonly clause: string;
}
