import { Injectable } from '@nestjs/common';
import type { Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { compileFilter, explainSubscription, FilterInput, JsonBody, type EventFilter } from '@posthorn/routing';
import { ConfigurationCache, EventReader } from '@posthorn/store';
import { presentExplanation, type ExplainDto, type ExplanationsView } from './explain.dto.js';
import { findStoredEvent } from './stored-event.js';

/** Asks the subscriptions of now about an event of then. Nothing is delivered and nothing changes. */
@Injectable()
export class EventExplainService {
  constructor(
    private readonly events: EventReader,
    private readonly configuration: ConfigurationCache,
  ) {}

  /** Every subscription of the project, newest first. */
  async explain(projectId: Uuid, eventId: Uuid, dto: ExplainDto): Promise<ExplanationsView> {
    const trial = readTrial(dto.filter);
    const event = await findStoredEvent(this.events, projectId, eventId);
    if (!event) throw new ProblemError('not-found');
    const { headers, query, path, body } = event;
    const input = new FilterInput({ headers, query, path, json: new JsonBody(body) });
    const { subscriptions, internalSources } = this.configuration.snapshot;
    const asked = { sourceId: event.sourceId, type: event.type, isInternal: internalSources.get(projectId)?.id === event.sourceId };
    const own = [...subscriptions.values()].filter((subscription) => subscription.projectId === projectId);
    const clause = trial?.stoppedBy(input) ?? null;
    return {
      data: own
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .map((subscription) => presentExplanation(subscription, explainSubscription(subscription, asked, input))),
      filter: trial && { matches: clause === null, clause },
    };
  }
}

function readTrial(filter: unknown): EventFilter | null {
  if (filter === undefined || filter === null) return null;
  const compiled = compileFilter(filter);
  if (compiled.ok) return compiled.filter;
  throw new ProblemError('invalid', { errors: compiled.faults });
}
