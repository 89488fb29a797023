import type { FilteredRoute, Route, SubscriptionConfig, Uuid } from '@posthorn/contracts';
import { compileEventTypes, type EventTypeMatcher } from './event-type-pattern.js';
import { compileFilter, type EventFilter } from './filter/filter.compiler.js';
import { FilterInput, type FilterRequest } from './filter/filter-input.js';
import { compileOrderingKey, type OrderingKeyReader } from './ordering-key.js';
import type { RuleContext } from './rule.reader.js';

export interface Routed {
  readonly routes: readonly Route[];
  /** What matched but for its filter. */
  readonly filtered: readonly FilteredRoute[];
}

/** The subscriptions of the installation, indexed: a request costs no more than the subscriptions that could want it. */
export interface Router {
  /**
   * One route for each enabled or paused subscription whose patterns and filter match, in the order of the configuration. Filters see
   * the request as it is `stored`; its body is parsed only if one of those that match has a filter or an ordering key for it.
   */
  routesFor(source: { readonly id: Uuid; readonly projectId: Uuid }, type: string, request: RuleContext, stored: StoredRequest): Routed;
}

/** What stands before the body, credentials redacted. */
export type StoredRequest = Omit<FilterRequest, 'json'>;

interface Entry {
  readonly sourceId: Uuid | null;
  readonly matches: EventTypeMatcher;
  readonly filter: EventFilter | null;
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
    routesFor(source, type, request, stored) {
      const project = projects.get(source.projectId);
      const entries = project?.bySource.get(source.id) ?? project?.anySource ?? [];
      const wanting = entries.filter((entry) => entry.matches(type));
      return route(wanting, request, stored);
    },
  };
}

const NOT_FILTERED: readonly FilteredRoute[] = [];

function route(entries: readonly Entry[], request: RuleContext, stored: StoredRequest): Routed {
  if (entries.every((entry) => entry.filter === null)) {
    return { routes: entries.map((entry) => routeOf(entry, request)), filtered: NOT_FILTERED };
  }
  const input = new FilterInput({ ...stored, json: request.json });
  const routes: Route[] = [];
  const filtered: FilteredRoute[] = [];
  for (const entry of entries) {
    const clause = entry.filter?.stoppedBy(input) ?? null;
    if (clause === null) routes.push(routeOf(entry, request));
    else filtered.push({ subscriptionId: entry.route.subscriptionId, clause });
  }
  return { routes, filtered };
}

/** A stored filter that this version does not understand (a newer one wrote it) lets nothing through, and says so. */
const NOT_UNDERSTOOD: EventFilter = { stoppedBy: () => 'filter: this version of the relay does not understand it' };

/** Makes a subscription's filter ready; `null` = it has none. */
export function filterOf({ filter }: Pick<SubscriptionConfig, 'filter'>): EventFilter | null {
  if (filter === null || filter === undefined) return null;
  const compiled = compileFilter(filter);
  return compiled.ok ? compiled.filter : NOT_UNDERSTOOD;
}

function toEntry(subscription: SubscriptionConfig): Entry {
  const { id, sourceId, destinationId, delaySeconds, eventTypes, orderingKey } = subscription;
  return {
    sourceId,
    matches: compileEventTypes(eventTypes),
    filter: filterOf(subscription),
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
