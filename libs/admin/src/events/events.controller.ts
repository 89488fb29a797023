import { Body, Get, Header, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiGoneResponse, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ProblemView } from '../api/problem.view.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { EventExplainService } from './event-explain.service.js';
import { EventReplayService } from './event-replay.service.js';
import { EventItemView, EventView } from './event.presenter.js';
import { EventQueryDto } from './event.query.dto.js';
import { EventsService } from './events.service.js';
import { ExplainDto, ExplanationsView } from './explain.dto.js';
import { ReplayDto, ReplayView } from './replay.dto.js';
import { TransformPreviewDto, TransformPreviewView } from './transform-preview.dto.js';
import { TransformPreviewService } from './transform-preview.service.js';

@ProjectController('events')
export class EventsController {
  constructor(
    private readonly events: EventsService,
    private readonly replays: EventReplayService,
    private readonly explanations: EventExplainService,
    private readonly transforms: TransformPreviewService,
  ) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "Search a project's events" })
  @ApiPage(EventItemView)
  list(@ProjectParam() project: ProjectRef, @Query() query: EventQueryDto): Promise<Page<EventItemView>> {
    return this.events.list(project.id, query);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiOperation({ summary: 'Read an event, its body and what became of it' })
  @ApiOkResponse({ type: EventView })
  get(@ProjectParam() project: ProjectRef, @IdParam('event') id: string): Promise<EventView> {
    return this.events.get(project.id, id);
  }

  @Get(':id/body')
  @Requires('viewer')
  @Header('x-content-type-options', 'nosniff')
  @ApiOperation({ summary: 'Download the exact body of an event' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The exact bytes received', schema: { type: 'string', format: 'binary' } })
  @ApiGoneResponse({ description: 'The event was expunged', type: ProblemView })
  body(@ProjectParam() project: ProjectRef, @IdParam('event') id: string): Promise<StreamableFile> {
    return this.events.body(project.id, id);
  }

  @Post(':id/expunge')
  @Requires('admin')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Remove the payload for good',
    description:
      'Overwrites body, query and header values, search keys, and what attempts kept of requests and answers; cancels what waits (`event-expunged`). ' +
      'Type, ids, times, method, path, size and digest stay. Safe to repeat.',
  })
  @ApiOkResponse({ type: EventView })
  expunge(@ProjectParam() project: ProjectRef, @IdParam('event') id: string): Promise<EventView> {
    return this.events.expunge(project.id, id);
  }

  @Post(':id/replay')
  @Requires('editor')
  @HttpCode(202)
  @ApiOperation({ summary: 'Replay an event as new deliveries' })
  @ApiAcceptedResponse({ type: ReplayView })
  replay(@ProjectParam() project: ProjectRef, @IdParam('event') id: string, @Body() body: ReplayDto): Promise<ReplayView> {
    return this.replays.replay(project.id, id, body);
  }

  @Post(':id/explain')
  @Requires('viewer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Explain which subscriptions an event matches, and which clause decides' })
  @ApiGoneResponse({ description: 'The event was expunged', type: ProblemView })
  @ApiOkResponse({ type: ExplanationsView })
  explain(@ProjectParam() project: ProjectRef, @IdParam('event') id: string, @Body() body: ExplainDto): Promise<ExplanationsView> {
    return this.explanations.explain(project.id, id, body);
  }

  @Post(':id/transform')
  @Requires('editor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Try a transform out',
    description: 'Runs the code on the event, within the limits of a delivery. Nothing is delivered and nothing is kept.',
  })
  @ApiGoneResponse({ description: 'The event was expunged', type: ProblemView })
  @ApiOkResponse({ type: TransformPreviewView })
  transform(
    @ProjectParam() project: ProjectRef,
    @IdParam('event') id: string,
    @Body() body: TransformPreviewDto,
  ): Promise<TransformPreviewView> {
    return this.transforms.preview(project.id, id, body);
  }
}
