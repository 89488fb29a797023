import { Get, Header, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { ProjectParam, type ProjectRef } from '../projects/project.pipe.js';
import { EventItemView, EventView } from './event.presenter.js';
import { EventQueryDto } from './event.query.dto.js';
import { EventsService } from './events.service.js';

@ProjectController('events')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Get()
  @ApiPage(EventItemView)
  list(@ProjectParam() project: ProjectRef, @Query() query: EventQueryDto): Promise<Page<EventItemView>> {
    return this.events.list(project.id, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: EventView })
  get(@ProjectParam() project: ProjectRef, @IdParam('event') id: string): Promise<EventView> {
    return this.events.get(project.id, id);
  }

  @Get(':id/body')
  @Header('x-content-type-options', 'nosniff')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The exact bytes received', schema: { type: 'string', format: 'binary' } })
  body(@ProjectParam() project: ProjectRef, @IdParam('event') id: string): Promise<StreamableFile> {
    return this.events.body(project.id, id);
  }
}
