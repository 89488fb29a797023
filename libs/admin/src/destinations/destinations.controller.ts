import { Body, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiGoneResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { Created } from '../api/created.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { IfMatch } from '../api/if-match.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { PatchBody, type JsonObject } from '../api/merge-patch.js';
import { ApiPage, type Page } from '../api/page.js';
import { ProblemView } from '../api/problem.view.js';
import { Requires } from '../auth/requires.decorator.js';
import { AttemptView } from '../deliveries/attempt.presenter.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { DestinationActionsService } from './destination-actions.service.js';
import { DESTINATION_EXAMPLES } from './destination.examples.js';
import { DestinationDto, PatchDestinationDto, RemoveDestinationQueryDto, RotateDto } from './destination.dto.js';
import { DestinationView, DestinationWithSecretView } from './destination.presenter.js';
import { DestinationPreviewService } from './destination-preview.service.js';
import { DestinationsService } from './destinations.service.js';
import { PreviewDto, PreviewView } from './preview.dto.js';

@ProjectController('destinations')
export class DestinationsController {
  constructor(
    private readonly destinations: DestinationsService,
    private readonly actions: DestinationActionsService,
    private readonly previews: DestinationPreviewService,
  ) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "List a project's destinations" })
  @ApiPage(DestinationView)
  list(@ProjectParam() project: ProjectRef, @Query() query: ListQueryDto): Promise<Page<DestinationView>> {
    return this.destinations.list(project.id, query);
  }

  @Post()
  @Requires('editor')
  @Created()
  @ApiBody({ type: DestinationDto, examples: DESTINATION_EXAMPLES })
  @ApiOperation({ summary: 'Create a destination, whose generated secret is shown once' })
  @ApiCreatedResponse({ type: DestinationWithSecretView })
  create(@ProjectParam() project: ProjectRef, @Body() body: DestinationDto): Promise<DestinationWithSecretView> {
    return this.destinations.create(project.id, body);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiOperation({ summary: 'Read a destination and how it fares' })
  @ApiOkResponse({ type: DestinationView })
  get(@ProjectParam() project: ProjectRef, @IdParam('destination') id: string): Promise<DestinationView> {
    return this.destinations.get(project.id, id);
  }

  @Patch(':id')
  @Requires('editor')
  @ApiOperation({ summary: 'Change a destination' })
  @ApiBody({ type: PatchDestinationDto })
  @ApiOkResponse({ type: DestinationView })
  update(
    @ProjectParam() project: ProjectRef,
    @IdParam('destination') id: string,
    @PatchBody() patch: JsonObject,
    @IfMatch() ifMatch: string | null,
  ): Promise<DestinationView> {
    return this.destinations.update(project.id, id, patch, ifMatch);
  }

  @Delete(':id')
  @Requires('editor')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a destination' })
  @ApiNoContentResponse()
  remove(
    @ProjectParam() project: ProjectRef,
    @IdParam('destination') id: string,
    @Query() query: RemoveDestinationQueryDto,
    @IfMatch() ifMatch: string | null,
  ): Promise<void> {
    return this.actions.remove(project.id, id, query.cascade === 'true', ifMatch);
  }

  @Post(':id/preview')
  @Requires('editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Show what an event would become, without sending it' })
  @ApiGoneResponse({ description: 'The event was expunged', type: ProblemView })
  @ApiOkResponse({ type: PreviewView })
  preview(@ProjectParam() project: ProjectRef, @IdParam('destination') id: string, @Body() body: PreviewDto): Promise<PreviewView> {
    return this.previews.preview(project.id, id, body);
  }

  @Post(':id/test')
  @Requires('editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a test to a destination' })
  @ApiOkResponse({ type: AttemptView })
  test(@ProjectParam() project: ProjectRef, @IdParam('destination') id: string): Promise<AttemptView> {
    return this.actions.test(project.id, id);
  }

  @Post(':id/signing-secret/rotate')
  @Requires('editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a destination a new signing secret, shown once' })
  @ApiOkResponse({ type: DestinationWithSecretView })
  rotate(
    @ProjectParam() project: ProjectRef,
    @IdParam('destination') id: string,
    @Body() body: RotateDto,
  ): Promise<DestinationWithSecretView> {
    return this.actions.rotateSigningSecret(project.id, id, body);
  }
}
