import { Inject, Injectable } from '@nestjs/common';
import type { FieldError, TransformLab, Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { EventReader, SourceEntity, type Database } from '@posthorn/store';
import { DATABASE, TRANSFORM_LAB } from '../admin.tokens.js';
import { throwFaults } from '../api/validate-dto.js';
import { readCode } from '../subscriptions/transform-field.js';
import { findStoredEvent } from './stored-event.js';
import { presentPreview, type TransformPreviewDto, type TransformPreviewView } from './transform-preview.dto.js';

/** Shows what a transform would make of an event. Nothing is delivered and nothing changes. */
@Injectable()
export class TransformPreviewService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(TRANSFORM_LAB) private readonly lab: TransformLab,
    private readonly events: EventReader,
  ) {}

  async preview(projectId: Uuid, eventId: Uuid, dto: TransformPreviewDto): Promise<TransformPreviewView> {
    const faults: FieldError[] = [];
    const code = readCode(dto.code, 'code', faults);
    throwFaults(faults);
    const event = await findStoredEvent(this.events, projectId, eventId);
    // What was deleted still has its name.
    const source = event && (await this.database.dataSource.manager.findOneBy(SourceEntity, { id: event.sourceId, projectId }));
    if (!event || !source) throw new ProblemError('not-found');
    const run = this.lab.run({ code: code ?? '', event, source: { id: source.id, slug: source.slug } });
    return presentPreview(
      await run.catch(() => {
        throw new ProblemError('unavailable');
      }),
    );
  }
}
