import { Inject, Injectable } from '@nestjs/common';
import {
  ID_PREFIXES,
  toTypeId,
  type Clock,
  type DeliverySignals,
  type FieldError,
  type TransformLab,
  type Uuid,
} from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { compileFilter } from '@posthorn/routing';
import { DeliveryControl, DestinationEntity, IdGenerator, SourceEntity, SubscriptionEntity, type Database } from '@posthorn/store';
import { IsNull, LessThan, type EntityManager } from 'typeorm';
import { DATABASE, DELIVERY_SIGNALS, TRANSFORM_LAB } from '../admin.tokens.js';
import { ConfigurationChanges } from '../api/configuration-changes.js';
import { requireMatch } from '../api/etag.js';
import { uuidOf } from '../api/id-text.decorator.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mergeFields, type JsonObject } from '../api/merge-patch.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { mergeRule, readRule } from '../api/rule-field.js';
import { throwFaults, validateDto } from '../api/validate-dto.js';
import { mergeRetry, readRetry } from '../destinations/destination-rules.js';
import { findProject } from '../projects/project-repository.js';
import { SubscriptionDto } from './subscription.dto.js';
import { checkTransform, readTransform } from './transform-field.js';
import { presentSubscription, type SubscriptionView } from './subscription.presenter.js';

type Settings = Pick<
  SubscriptionEntity,
  'name' | 'sourceId' | 'destinationId' | 'eventTypes' | 'filter' | 'transform' | 'delaySeconds' | 'orderingKey' | 'retry' | 'status'
>;

@Injectable()
export class SubscriptionsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DELIVERY_SIGNALS) private readonly signals: DeliverySignals,
    @Inject(TRANSFORM_LAB) private readonly lab: TransformLab,
    private readonly ids: IdGenerator,
    private readonly changes: ConfigurationChanges,
    private readonly control: DeliveryControl,
  ) {}

  async list(projectId: Uuid, query: ListQueryDto): Promise<Page<SubscriptionView>> {
    const page = await readPage(query, (before, take) =>
      this.database.dataSource.manager.find(SubscriptionEntity, {
        where: { projectId, deletedAt: IsNull(), ...(before !== undefined && { id: LessThan(before) }) },
        order: { id: 'DESC' },
        take,
      }),
    );
    return mapPage(page, presentSubscription);
  }

  async get(projectId: Uuid, id: Uuid): Promise<SubscriptionView> {
    return presentSubscription(await this.find(this.database.dataSource.manager, projectId, id));
  }

  async create(projectId: Uuid, dto: SubscriptionDto): Promise<SubscriptionView> {
    await checkTransform(this.lab, projectId, dto.transform);
    return this.changes.commit(
      async (manager) => {
        await findProject(manager, projectId);
        const settings = await this.read(manager, projectId, dto, null);
        const now = new Date(this.clock.now());
        const times = { createdAt: now, updatedAt: now, deletedAt: null };
        return presentSubscription(
          await manager.save(manager.create(SubscriptionEntity, { ...settings, id: this.ids.id(), projectId, ...times })),
        );
      },
      { action: 'subscription.created', type: 'subscription', projectId },
    );
  }

  async update(projectId: Uuid, id: Uuid, patch: JsonObject, ifMatch: string | null): Promise<SubscriptionView> {
    await checkTransform(this.lab, projectId, patch['transform']);
    const { resumed, view } = await this.changes.commit(
      async (manager) => {
        const subscription = await this.find(manager, projectId, id);
        const wasHeld = subscription.status === 'paused';
        requireMatch(ifMatch, presentSubscription(subscription));
        const dto = await validateDto(SubscriptionDto, merge(subscription, patch));
        Object.assign(subscription, await this.read(manager, projectId, dto, subscription), { updatedAt: new Date(this.clock.now()) });
        await manager.save(subscription);
        return { resumed: wasHeld && subscription.status !== 'paused', view: presentSubscription(subscription) };
      },
      { action: 'subscription.updated', type: 'subscription', projectId, id },
    );
    if (resumed) this.signals.due();
    return view;
  }

  async remove(projectId: Uuid, id: Uuid, ifMatch: string | null): Promise<void> {
    await this.changes.commit(
      async (manager) => {
        requireMatch(ifMatch, presentSubscription(await this.find(manager, projectId, id)));
        await manager.update(SubscriptionEntity, { id }, { deletedAt: new Date(this.clock.now()) });
      },
      { action: 'subscription.deleted', type: 'subscription', projectId, id },
    );
    this.signals.cancelled(await this.control.endWaiting({ subscriptionId: id }, { status: 'cancelled', reason: 'subscription-deleted' }));
  }

  private async find(manager: EntityManager, projectId: Uuid, id: Uuid): Promise<SubscriptionEntity> {
    const subscription = await manager.findOneBy(SubscriptionEntity, { id, projectId, deletedAt: IsNull() });
    if (!subscription) throw new ProblemError('not-found');
    return subscription;
  }

  private async read(manager: EntityManager, projectId: Uuid, dto: SubscriptionDto, current: SubscriptionEntity | null): Promise<Settings> {
    const faults: FieldError[] = [];
    const sourceId = uuidOf('source', dto.sourceId ?? undefined) ?? null;
    const destinationId = uuidOf('destination', dto.destinationId) ?? '';
    const retry = readRetry(dto.retry, faults);
    const orderingKey = readRule(dto.orderingKey, 'orderingKey', faults);
    const filter = readFilter(dto.filter, faults);
    const transform = readTransform(dto.transform, faults);
    // What stood there before may have been deleted since; only a new reference must exist.
    if (sourceId !== null && sourceId !== current?.sourceId) {
      if (!(await manager.existsBy(SourceEntity, { id: sourceId, projectId, deletedAt: IsNull() }))) faults.push(absent('sourceId'));
    }
    if (destinationId !== current?.destinationId) {
      if (!(await manager.existsBy(DestinationEntity, { id: destinationId, projectId, deletedAt: IsNull() })))
        faults.push(absent('destinationId'));
    }
    throwFaults(faults);
    const { name, eventTypes, delaySeconds, status } = dto;
    const defaults = { eventTypes: eventTypes ?? ['**'], delaySeconds: delaySeconds ?? 0, status: status ?? ('enabled' as const) };
    return { name, sourceId, destinationId, filter, transform, orderingKey, retry, ...defaults };
  }
}

function readFilter(value: unknown, faults: FieldError[]): object | null {
  if (value === undefined || value === null) return null;
  const compiled = compileFilter(value);
  if (!compiled.ok) faults.push(...compiled.faults);
  return value as object;
}

const absent = (field: string): FieldError => ({ field, code: 'not-found', message: 'There is none of this id in the project.' });

/** The subscription as its writer would have written it, and a patch merged into that. */
function merge(
  subscription: SubscriptionEntity,
  { retry: retryPatch, orderingKey: keyPatch, filter: filterPatch, ...patch }: JsonObject,
): Record<string, unknown> {
  const { name, sourceId, destinationId, eventTypes, filter, transform, delaySeconds, orderingKey, retry, status } = subscription;
  const written = {
    name,
    sourceId: sourceId === null ? null : toTypeId(ID_PREFIXES.source, sourceId),
    destinationId: toTypeId(ID_PREFIXES.destination, destinationId),
    transform: transform === null ? null : { code: transform },
    ...{ eventTypes, delaySeconds, orderingKey, retry, status },
  };
  const merged = mergeFields(written, patch);
  // Not merged: a null in a filter is a value, and half of another condition is none.
  merged['filter'] = filterPatch === undefined ? filter : filterPatch;
  if (retryPatch !== undefined) merged['retry'] = mergeRetry(retry, retryPatch);
  if (keyPatch !== undefined) merged['orderingKey'] = mergeRule(orderingKey, keyPatch);
  return merged;
}
