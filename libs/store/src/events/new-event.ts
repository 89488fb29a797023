import type { EventFault, FilteredRoute, RawHeaders, Route, SearchKeyValue, Uuid } from '@posthorn/contracts';

/** A request that was verified and routed, ready to be stored. */
export interface NewEvent {
  readonly projectId: Uuid;
  readonly sourceId: Uuid;
  /** At most 256 bytes, no NUL. */
  readonly type: string;
  /** At most 512 bytes, no NUL; `null` = no dedupe. */
  readonly externalId: string | null;
  /** Stands in for an external id where there is none and the same event must not be stored twice; never stored itself. */
  readonly onceAs?: string;
  readonly dedupeWindowSeconds: number;
  readonly receivedAtMs: number;
  readonly occurredAtMs: number | null;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: RawHeaders;
  readonly body: Buffer;
  readonly faults: readonly EventFault[];
  /** At most 32,767. */
  readonly routes: readonly Route[];
  /** What matched but for its filter; at most 32,767. */
  readonly filtered?: readonly FilteredRoute[];
  /** What it can be looked for by: each name once, values as `storableSearchValue` makes them. */
  readonly searchKeys?: readonly SearchKeyValue[];
}

/** `duplicate`: the id is the first event's; nothing was stored. */
export interface Accepted {
  readonly eventId: Uuid;
  readonly duplicate: boolean;
}

/** A route whose first attempt this process begins from memory. */
export interface HandedRoute {
  readonly deliveryId: Uuid;
  readonly route: Route;
}

/** A route that waits in the queue from the start. */
export interface QueuedRoute extends HandedRoute {
  readonly delayMs: number;
}

/** Where a route goes at the commit: into this process's memory, or into the queue, due after so long. */
export type RoutePlan = { readonly to: 'memory' } | { readonly to: 'queue'; readonly delayMs: number };

/** The way from a commit to the process's own deliveries; without one, every route gets a queue row. */
export interface Handoff {
  /** Asked before the commit: can the first attempt begin at once (not delayed, not paused, budget left)? */
  plan(route: Route): RoutePlan;
  /** Called after the commit. Each route must end in an outcome or a queue row. */
  give(event: NewEvent & { readonly id: Uuid }, routes: readonly HandedRoute[]): void;
  /** Queue rows were written that fall due after so long. */
  queued(delayMs: number): void;
}
