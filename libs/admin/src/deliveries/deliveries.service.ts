import { Inject, Injectable } from '@nestjs/common';
import type { Clock, DeliverySignals, Uuid } from '@posthorn/contracts';
import { CLOCK, CONFIG, ProblemError, type Config } from '@posthorn/platform';
import { ConfigurationCache, DeliveryControl, DeliveryReader, EventReader, expiresSoon, type DeliveryRecord } from '@posthorn/store';
import { DELIVERY_SIGNALS } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { uuidOf } from '../api/id-text.decorator.js';
import { periodIds } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { deliveryObstacle } from './delivery-obstacle.js';
import { presentAttempt, type AttemptsView } from './attempt.presenter.js';
import { presentDelivery, type DeliveryView } from './delivery.presenter.js';
import { type DeliveryQueryDto } from './delivery.query.dto.js';

@Injectable()
export class DeliveriesService {
  constructor(
    @Inject(DELIVERY_SIGNALS) private readonly signals: DeliverySignals,
    private readonly reader: DeliveryReader,
    private readonly control: DeliveryControl,
    private readonly events: EventReader,
    private readonly configuration: ConfigurationCache,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  async list(projectId: Uuid, query: DeliveryQueryDto): Promise<Page<DeliveryView>> {
    const filter = {
      projectId,
      status: query.status,
      destinationId: uuidOf('destination', query.destinationId),
      subscriptionId: uuidOf('subscription', query.subscriptionId),
      eventId: uuidOf('event', query.eventId),
      ...periodIds(query),
    };
    const page = await readPage(query, (before, count) => this.reader.list({ ...filter, before }, count));
    return mapPage(page, presentDelivery);
  }

  async get(projectId: Uuid, id: Uuid): Promise<DeliveryView> {
    return presentDelivery(await this.find(projectId, id));
  }

  async attempts(projectId: Uuid, id: Uuid): Promise<AttemptsView> {
    await this.find(projectId, id);
    return { data: (await this.reader.attempts(id)).map(presentAttempt) };
  }

  async retry(projectId: Uuid, id: Uuid): Promise<DeliveryView> {
    const delivery = await this.find(projectId, id);
    this.requireTime(delivery);
    await this.requireWay(delivery);
    if (!(await this.begin(delivery))) throw new ProblemError('conflict', { detail: whyNot(delivery) });
    // Read before the attempt can begin: the answer says what the retry made of it, and not how far it has come.
    const retried = await this.find(projectId, id);
    this.signals.due(delivery.destinationId);
    return this.record('delivery.retried', delivery, retried);
  }

  async cancel(projectId: Uuid, id: Uuid): Promise<DeliveryView> {
    const delivery = await this.find(projectId, id);
    if (!(await this.control.cancel(delivery, 'cancelled-by-operator')))
      throw new ProblemError('conflict', { detail: 'The delivery has ended.' });
    this.signals.cancelled([id]);
    return this.record('delivery.cancelled', delivery, await this.find(projectId, id));
  }

  /** Answers what it shows of the delivery afterwards. */
  private async record(
    action: 'delivery.retried' | 'delivery.cancelled',
    before: DeliveryRecord,
    after: DeliveryRecord,
  ): Promise<DeliveryView> {
    const view = presentDelivery(after);
    const change = { action, projectId: after.projectId, resourceType: 'delivery', resourceId: view.id };
    await this.trail.record({ ...change, before: presentDelivery(before), after: view });
    return view;
  }

  /** `false` = its state does not permit it, or changed meanwhile. */
  private begin(delivery: DeliveryRecord): Promise<boolean> {
    if (delivery.status === 'scheduled') return this.control.hurry(delivery.id);
    if (delivery.status === 'failed' || delivery.status === 'cancelled') return this.control.revive(delivery);
    return Promise.resolve(false);
  }

  private requireTime({ id }: DeliveryRecord): void {
    if (expiresSoon(id, this.config.retentionDays, this.clock.now()))
      throw new ProblemError('conflict', { detail: 'The event expires in less than 24 hours.' });
  }

  /** What would end at once is better refused with the reason. */
  private async requireWay({ projectId, eventId, destinationId, subscriptionId }: DeliveryRecord): Promise<void> {
    const event = await this.events.find(projectId, eventId);
    if (!event) throw new ProblemError('conflict', { detail: 'The event has expired.' });
    const way = { sourceId: event.sourceId, destinationId, subscriptionId };
    const obstacle = event.expungedAt ? 'The event was expunged.' : deliveryObstacle(this.configuration.snapshot, way);
    if (obstacle !== null) throw new ProblemError('conflict', { detail: obstacle });
  }

  private async find(projectId: Uuid, id: Uuid): Promise<DeliveryRecord> {
    const delivery = await this.reader.find(projectId, id);
    if (!delivery) throw new ProblemError('not-found');
    return delivery;
  }
}

function whyNot({ status, ordered }: DeliveryRecord): string {
  return ordered && status === 'scheduled' ? 'Others of its ordering key stand before it.' : `The delivery is ${status}.`;
}
