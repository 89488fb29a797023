import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, NO_SUBSCRIPTION, toTypeId, type Clock, type DeliverySignals, type Uuid } from '@posthorn/contracts';
import { CLOCK, CONFIG, ProblemError, type Config } from '@posthorn/platform';
import {
  ConfigurationCache,
  DestinationEntity,
  EventReader,
  expiresSoon,
  ReplayWriter,
  SubscriptionEntity,
  type Database,
  type EventRecord,
  type ReplayTarget,
} from '@posthorn/store';
import { DATABASE, DELIVERY_SIGNALS } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { uuidOf } from '../api/id-text.decorator.js';
import { deliveryObstacle } from '../deliveries/delivery-obstacle.js';
import { presentDelivery } from '../deliveries/delivery.presenter.js';
import { type ReplayDto, type ReplayView } from './replay.dto.js';

@Injectable()
export class EventReplayService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(DELIVERY_SIGNALS) private readonly signals: DeliverySignals,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly configuration: ConfigurationCache,
    private readonly events: EventReader,
    private readonly replays: ReplayWriter,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Sends an event again: to the subscriptions named, to a destination, to both (the subscriptions' events at another destination),
   * or along its own routes, of which those that have no way any more are left out.
   */
  async replay(projectId: Uuid, eventId: Uuid, dto: ReplayDto): Promise<ReplayView> {
    const event = await this.events.find(projectId, eventId);
    if (!event) throw new ProblemError('not-found');
    if (expiresSoon(eventId, this.config.retentionDays, this.clock.now())) throw conflict('The event expires in less than 24 hours.');
    const targets = (await this.named(event, dto)) ?? this.ownRoutes(event);
    const replayed = await this.replays.replay({ projectId, eventId, targets, newId: dto.newId ?? false });
    if (replayed === 'no-event') throw new ProblemError('not-found');
    if (replayed === 'expunged') throw conflict('The event was expunged.');
    if (replayed === 'exhausted') throw conflict('An event is replayed at most 32,768 times.');
    for (const destinationId of new Set(targets.map((target) => target.destinationId))) this.signals.due(destinationId);
    const data = replayed.map(presentDelivery);
    const change = {
      action: 'event.replayed',
      projectId,
      resourceType: 'event',
      resourceId: toTypeId(ID_PREFIXES.event, eventId),
    } as const;
    await this.trail.record({ ...change, after: { newId: dto.newId ?? false, deliveryIds: data.map(({ id }) => id) } });
    return { data };
  }

  /** What the body asks for, all of it possible; `null` = it asks for nothing in particular. */
  private async named({ projectId, sourceId }: EventRecord, dto: ReplayDto): Promise<readonly ReplayTarget[] | null> {
    const destinationId = uuidOf('destination', dto.destinationId ?? undefined);
    const subscriptionIds = new Set((dto.subscriptionIds ?? []).map((id) => uuidOf('subscription', id) ?? ''));
    if (destinationId === undefined && subscriptionIds.size === 0) return null;
    if (destinationId !== undefined) await this.requireKnown(DestinationEntity, 'destinationId', projectId, destinationId);
    const targets: ReplayTarget[] = [];
    for (const subscriptionId of subscriptionIds) {
      await this.requireKnown(SubscriptionEntity, 'subscriptionIds', projectId, subscriptionId);
      const own = this.configuration.snapshot.subscriptions.get(subscriptionId)?.destinationId ?? '';
      targets.push({ subscriptionId, destinationId: destinationId ?? own });
    }
    if (targets.length === 0 && destinationId !== undefined) targets.push({ subscriptionId: NO_SUBSCRIPTION, destinationId });
    for (const target of targets) {
      const obstacle = deliveryObstacle(this.configuration.snapshot, { sourceId, ...target });
      if (obstacle !== null) throw conflict(obstacle);
    }
    return targets;
  }

  private ownRoutes({ sourceId, routes }: EventRecord): readonly ReplayTarget[] {
    const [first] = routes;
    const obstacle = (target: ReplayTarget): string | null => deliveryObstacle(this.configuration.snapshot, { sourceId, ...target });
    if (!first) throw conflict('The event has no routes of its own: name subscriptions or a destination.');
    const open = routes.filter((route) => obstacle(route) === null);
    if (open.length === 0) throw conflict(obstacle(first) ?? 'None of its routes is open.');
    return open;
  }

  /** A thing of another project does not exist here. */
  private async requireKnown(
    entity: typeof DestinationEntity | typeof SubscriptionEntity,
    field: string,
    projectId: Uuid,
    id: Uuid,
  ): Promise<void> {
    const { destinations, subscriptions } = this.configuration.snapshot;
    if ((destinations.get(id) ?? subscriptions.get(id))?.projectId === projectId) return;
    const existed = await this.database.dataSource.manager.existsBy(entity, { id, projectId });
    if (existed) return;
    throw new ProblemError('invalid', { errors: [{ field, code: 'not-found', message: 'There is none of this id in the project.' }] });
  }
}

const conflict = (detail: string): ProblemError => new ProblemError('conflict', { detail });
