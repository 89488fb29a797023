import { setTimeout as delay } from 'node:timers/promises';
import { ID_PREFIXES, toTypeId, type Clock, type SubscriptionConfig, type Uuid } from '@posthorn/contracts';
import { createRouter, resolveRetry, RuleContext, type Routed } from '@posthorn/routing';
import { StoreUnavailableError, type ConfigurationCache, type EventWriter } from '@posthorn/store';
import type { Logger } from 'pino';

export interface InternalEventsDependencies {
  readonly configuration: ConfigurationCache;
  readonly events: Pick<EventWriter, 'accept'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What the relay itself has to tell of a destination. */
export interface InternalEvent {
  readonly type: 'destination.disabled';
  readonly projectId: Uuid;
  readonly destinationId: Uuid;
  /** Further fields of the body. */
  readonly details: Readonly<Record<string, string | null>>;
}

const MAX_TRIES = 3;
const AGAIN_MS = 500;

/**
 * Stores events of the relay's own source `posthorn`, with routes to those who subscribed to it by name; from there on they are events
 * like all others. Never to the destination that an event is about: it would be news to nobody, or go round in a circle.
 */
export class InternalEvents {
  constructor(private readonly deps: InternalEventsDependencies) {}

  /** Never throws: what the event tells of has happened, whether or not it can be told. */
  async emit(event: InternalEvent): Promise<void> {
    const { clock, logger } = this.deps;
    const atMs = clock.now();
    for (let tried = 1; ; tried++) {
      try {
        return await this.store(event, atMs);
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || tried === MAX_TRIES) {
          logger.error({ err: error, type: event.type, destinationId: event.destinationId }, 'an event of the relay itself was not stored');
          return;
        }
        await delay(AGAIN_MS);
      }
    }
  }

  private async store({ type, projectId, destinationId, details }: InternalEvent, atMs: number): Promise<void> {
    const source = this.deps.configuration.snapshot.internalSources.get(projectId);
    if (!source) throw new Error('the project has no source of its own');
    const headers = ['content-type', 'application/json'];
    const text = { type, destinationId: toTypeId(ID_PREFIXES.destination, destinationId), ...details, at: new Date(atMs).toISOString() };
    const body = Buffer.from(JSON.stringify(text));
    await this.deps.events.accept({
      ...{ projectId, sourceId: source.id, type, receivedAtMs: atMs, occurredAtMs: atMs, faults: [] },
      // The same one again, when a commit of unknown fate is repeated, is no second event.
      ...{ externalId: `${type}:${destinationId}:${atMs}`, dedupeWindowSeconds: source.dedupeWindowSeconds },
      ...{ method: 'POST', path: '', query: '', headers, body },
      ...this.routesFor(source, destinationId, type, new RuleContext({ headers, query: '', body, contentType: 'application/json' })),
    });
  }

  private routesFor(source: { readonly id: Uuid; readonly projectId: Uuid }, about: Uuid, type: string, event: RuleContext): Routed {
    const { subscriptions } = this.deps.configuration.snapshot;
    const named = [...subscriptions.values()].filter(({ sourceId, destinationId }) => sourceId === source.id && destinationId !== about);
    const stored = { headers: event.request.headers, query: '', path: '' };
    return createRouter(named.map((subscription) => this.withFirstDelay(subscription))).routesFor(source, type, event, stored);
  }

  /** As for every event: a schedule may put its first attempt off. */
  private withFirstDelay(subscription: SubscriptionConfig): SubscriptionConfig {
    const destination = this.deps.configuration.snapshot.destinations.get(subscription.destinationId);
    const [firstMs = 0] = resolveRetry(subscription.retry, destination?.retry ?? null).delaysMs;
    return { ...subscription, delaySeconds: subscription.delaySeconds + Math.ceil(firstMs / 1_000) };
  }
}
