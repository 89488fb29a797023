import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type DeliverySignals, type SearchKeyValue, type Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { storableSearchValue } from '@posthorn/routing';
import { DeliveryReader, EventReader, Expunge, IdempotencyStore } from '@posthorn/store';
import { DELIVERY_SIGNALS } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { uuidOf } from '../api/id-text.decorator.js';
import { periodIds } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { presentEvent, presentEventItem, type EventItemView, type EventView } from './event.presenter.js';
import { type EventQueryDto } from './event.query.dto.js';

@Injectable()
export class EventsService {
  constructor(
    private readonly reader: EventReader,
    private readonly deliveries: DeliveryReader,
    private readonly expunger: Expunge,
    private readonly answers: IdempotencyStore,
    private readonly trail: AuditTrail,
    @Inject(DELIVERY_SIGNALS) private readonly signals: DeliverySignals,
  ) {}

  async list(projectId: Uuid, query: EventQueryDto): Promise<Page<EventItemView>> {
    const filter = {
      projectId,
      sourceId: uuidOf('source', query.sourceId),
      type: query.type,
      externalId: query.externalId,
      searchKey: searchKeyOf(query),
      unmatched: query.unmatched === undefined ? undefined : query.unmatched === 'true',
      ...periodIds(query),
    };
    const page = await readPage(query, (before, count) => this.reader.list({ ...filter, before }, count));
    const counts = await this.deliveries.counts(page.data.map(({ id }) => id));
    return mapPage(page, (event) => presentEventItem(event, counts.get(event.id)));
  }

  async get(projectId: Uuid, id: Uuid): Promise<EventView> {
    const event = await this.reader.find(projectId, id);
    if (!event) throw new ProblemError('not-found');
    const counts = await this.deliveries.counts([id]);
    return presentEvent(event, counts.get(id), await this.bytes(projectId, id));
  }

  /** Never shown by a browser as what it claims to be: senders choose these bytes. */
  async body(projectId: Uuid, id: Uuid): Promise<StreamableFile> {
    if ((await this.reader.find(projectId, id))?.expungedAt) throw new ProblemError('gone');
    const bytes = await this.bytes(projectId, id);
    const disposition = `attachment; filename="${toTypeId(ID_PREFIXES.event, id)}.bin"`;
    return new StreamableFile(bytes, { type: 'application/octet-stream', disposition, length: bytes.length });
  }

  /** Cannot be undone: the audit log says who did it. */
  async expunge(projectId: Uuid, id: Uuid): Promise<EventView> {
    const done = await this.expunger.run(projectId, id);
    if (!done) throw new ProblemError('not-found');
    this.signals.cancelled(done.cancelled);
    await this.answers.forget(toTypeId(ID_PREFIXES.event, id));
    if (done.changed) {
      const change = { action: 'event.expunged', projectId, resourceType: 'event', resourceId: toTypeId(ID_PREFIXES.event, id) } as const;
      await this.trail.record({ ...change, after: { cancelled: done.cancelled.length } });
    }
    return this.get(projectId, id);
  }

  private async bytes(projectId: Uuid, id: Uuid): Promise<Buffer> {
    const bytes = await this.reader.body(projectId, id);
    if (!bytes) throw new ProblemError('not-found');
    return bytes;
  }
}

function searchKeyOf({ searchKey, searchValue }: EventQueryDto): SearchKeyValue | undefined {
  return searchKey === undefined || searchValue === undefined ? undefined : [searchKey, storableSearchValue(searchValue)];
}
