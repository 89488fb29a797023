import type { Route, SubscriptionConfig, Uuid } from '@posthorn/contracts';
import { compileEventTypes, type EventTypeMatcher } from './event-type-pattern.js';
import { compileOrderingKey, type OrderingKeyReader } from './ordering-key.js';
import type { RuleContext } from './rule.reader.js';

/** The subscriptions of the installation, indexed: a request costs no more than the subscriptions that could want it. */
export interface Router {
  /** One route for each enabled or paused subscription whose patterns match, in the order of the configuration. */
  routesFor(source: { readonly id: Uuid; readonly projectId: Uuid }, type: string, request: RuleContext): Route[];
}

interface Entry {
  readonly sourceId: Uuid | null;
  readonly matches: EventTypeMatcher;
  readonly route: Route;
  readonly orderKeyOf: OrderingKeyReader | null;
}

interface ProjectIndex {
  /** For sources that no subscription names. */
  readonly anySource: readonly Entry[];
  /** For a source that is named: its own subscriptions and those for any source. */
  readonly bySource: ReadonlyMap<Uuid, readonly Entry[]>;
}

/** A paused subscription routes like an enabled one: its deliveries are made and wait. A disabled one matches nothing. */
export function createRouter(subscriptions: readonly SubscriptionConfig[]): Router {
  const active = subscriptions.filter((subscription) => subscription.status !== 'disabled');
  const projects = new Map<Uuid, ProjectIndex>();
  for (const [projectId, own] of Map.groupBy(active, (subscription) => subscription.projectId)) {
    projects.set(projectId, indexProject(own.map(toEntry)));
  }
  return {
    routesFor(source, type, request) {
      const project = projects.get(source.projectId);
      const entries = project?.bySource.get(source.id) ?? project?.anySource ?? [];
      return entries.filter((entry) => entry.matches(type)).map((entry) => routeOf(entry, request));
    },
  };
}

function toEntry(subscription: SubscriptionConfig): Entry {
  const { id, sourceId, destinationId, delaySeconds, eventTypes, orderingKey } = subscription;
  return {
    sourceId,
    matches: compileEventTypes(eventTypes),
    route: { subscriptionId: id, destinationId, delaySeconds },
    orderKeyOf: orderingKey && compileOrderingKey(id, orderingKey),
  };
}

/** A missing value means that this event keeps no order. */
function routeOf({ route, orderKeyOf }: Entry, request: RuleContext): Route {
  const orderKey = orderKeyOf?.(request);
  return orderKey ? { ...route, orderKey } : route;
}

function indexProject(entries: readonly Entry[]): ProjectIndex {
  const bySource = new Map<Uuid, readonly Entry[]>();
  for (const { sourceId } of entries) {
    if (sourceId === null || bySource.has(sourceId)) continue;
    bySource.set(
      sourceId,
      entries.filter((entry) => entry.sourceId === null || entry.sourceId === sourceId),
    );
  }
  return { anySource: entries.filter((entry) => entry.sourceId === null), bySource };
}
