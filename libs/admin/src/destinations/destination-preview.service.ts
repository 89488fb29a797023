import { Inject, Injectable } from '@nestjs/common';
import { type DestinationPreviewer, type FieldError, type StoredEvent, type Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { EventReader, type Database } from '@posthorn/store';
import { DATABASE, DESTINATION_PREVIEWER } from '../admin.tokens.js';
import { uuidOf } from '../api/id-text.decorator.js';
import { throwFaults } from '../api/validate-dto.js';
import { findStoredEvent } from '../events/stored-event.js';
import { findDestination } from './destination-repository.js';
import { DestinationSecrets } from './destination-secrets.js';
import { PluginInputReader } from './plugin-input.js';
import type { PreviewDto, PreviewView } from './preview.dto.js';

/** Shows what a destination would be sent for a stored event. Nothing is sent and nothing changes. */
@Injectable()
export class DestinationPreviewService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(DESTINATION_PREVIEWER) private readonly previewer: DestinationPreviewer,
    private readonly events: EventReader,
    private readonly secrets: DestinationSecrets,
    private readonly plugins: PluginInputReader,
  ) {}

  async preview(projectId: Uuid, id: Uuid, { eventId, config }: PreviewDto): Promise<PreviewView> {
    const { manager } = this.database.dataSource;
    const destination = await findDestination(manager, projectId, id);
    if (config) {
      const secrets = this.secrets.open((await this.secrets.current(manager, [id])).get(id) ?? []);
      const faults: FieldError[] = [];
      await this.plugins.read(destination.plugin, { config, secrets }, faults, { generate: false });
      throwFaults(faults);
    }
    const event = await this.find(projectId, eventId);
    const preview = await this.previewer.preview(id, event, config ?? destination.config);
    if (!preview.ok) throw new ProblemError('invalid', { errors: preview.faults });
    return { parts: preview.parts };
  }

  private async find(projectId: Uuid, eventId: string): Promise<StoredEvent> {
    const id = uuidOf('event', eventId) ?? '';
    const event = await findStoredEvent(this.events, projectId, id);
    if (event) return event;
    throw new ProblemError('invalid', {
      errors: [{ field: 'eventId', code: 'not-found', message: 'There is none of this id in the project.' }],
    });
  }
}
