import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type RefusalAcceptance, type RefusalInbox, type Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { firstIdAt, RefusalReader } from '@posthorn/store';
import { REFUSAL_INBOX } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import { uuidOf } from '../api/id-text.decorator.js';
import type { EventView } from '../events/event.presenter.js';
import { EventsService } from '../events/events.service.js';
import { MAX_ACCEPTED_AT_ONCE, type AcceptRefusalDto, type AcceptRefusalsDto } from './accept-refusals.dto.js';
import { presentAcceptance, type AcceptancesView } from './acceptance.presenter.js';

/** How long a call waits in vain, all in all: for a store that is away, or for keys that do not come. */
const MAX_WAITED_IN_VAIN_MS = 5_000;

/** The event of a refusal; `created` = by this very call. */
export interface AcceptedRefusal {
  readonly event: EventView;
  readonly created: boolean;
}

/** Makes events of refusals, one or many. Asked twice, it answers with the same event. */
@Injectable()
export class RefusalAcceptanceService {
  constructor(
    @Inject(REFUSAL_INBOX) private readonly inbox: RefusalInbox,
    private readonly reader: RefusalReader,
    private readonly events: EventsService,
    private readonly trail: AuditTrail,
  ) {}

  async accept(projectId: Uuid, id: Uuid, { force }: AcceptRefusalDto): Promise<AcceptedRefusal> {
    const acceptance = await this.acceptOne(projectId, id, force === true);
    switch (acceptance.outcome) {
      case 'not-found':
        throw new ProblemError('not-found');
      case 'unavailable':
        throw new ProblemError('unavailable', { detail: acceptance.detail });
      case 'refused':
        throw new ProblemError('conflict', { detail: acceptance.detail, extensions: { reason: acceptance.reason } });
      default:
        return { event: await this.events.get(projectId, acceptance.eventId), created: acceptance.outcome === 'accepted' };
    }
  }

  /** One after the other: events come in the order of their refusals, and a hundred never overwhelm the store. */
  async acceptMany(projectId: Uuid, dto: AcceptRefusalsDto): Promise<AcceptancesView> {
    const { ids, nextCursor } = await this.chosen(projectId, dto);
    const data = [];
    let waitedMs = 0;
    for (const id of ids) {
      const startedMs = performance.now();
      const acceptance: RefusalAcceptance =
        waitedMs > MAX_WAITED_IN_VAIN_MS
          ? { outcome: 'unavailable', detail: 'Not tried: those before that could not be judged or stored now took too long.' }
          : await this.acceptOne(projectId, id, dto.force === true);
      if (acceptance.outcome === 'unavailable') waitedMs += performance.now() - startedMs;
      data.push(presentAcceptance(id, acceptance));
    }
    return { data, nextCursor };
  }

  private async acceptOne(projectId: Uuid, id: Uuid, force: boolean): Promise<RefusalAcceptance> {
    const acceptance = await this.inbox.accept(projectId, id, { force });
    if (acceptance.outcome === 'accepted') {
      const action = force ? 'refusal.accepted-by-force' : 'refusal.accepted';
      const change = { action, projectId, resourceType: 'refusal', resourceId: toTypeId(ID_PREFIXES.refusal, id) } as const;
      await this.trail.record({ ...change, after: { eventId: toTypeId(ID_PREFIXES.event, acceptance.eventId) } });
    }
    return acceptance;
  }

  private async chosen(projectId: Uuid, dto: AcceptRefusalsDto): Promise<{ readonly ids: Uuid[]; readonly nextCursor: string | null }> {
    const { sourceId, reason, from, to, cursor } = dto;
    const filters = [sourceId, reason, from, to].filter((filter) => filter !== undefined && filter !== null);
    if (dto.ids && filters.length === 0) return { ids: dto.ids.flatMap((id) => uuidOf('refusal', id) ?? []), nextCursor: null };
    if (dto.ids || filters.length === 0) {
      const message = 'Give either ids, or at least one of sourceId, reason, from and to.';
      throw new ProblemError('invalid', { errors: [{ field: 'ids', code: dto.ids ? 'invalid' : 'required', message }] });
    }
    const limit = dto.limit ?? MAX_ACCEPTED_AT_ONCE;
    const filter = {
      projectId,
      sourceId: uuidOf('source', sourceId ?? undefined),
      reason: reason ?? undefined,
      fromId: from ? firstIdAt(Date.parse(from)) : undefined,
      toId: to ? firstIdAt(Date.parse(to)) : undefined,
      after: cursor ? (decodeCursor(cursor) ?? undefined) : undefined,
    };
    const found = await this.reader.listOpen(filter, limit + 1);
    const ids = found.slice(0, limit);
    const last = ids.at(-1);
    return { ids, nextCursor: found.length > limit && last ? encodeCursor(last) : null };
  }
}
