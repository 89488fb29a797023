import { Body, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { Created } from '../api/created.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { IfMatch } from '../api/if-match.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { PatchBody, type JsonObject } from '../api/merge-patch.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { SourceSampleView } from './source-sample.presenter.js';
import { SourceSampleService } from './source-sample.service.js';
import { SourceSecretsService } from './source-secrets.service.js';
import { AddSourceSecretDto, PatchSourceDto, SourceDto } from './source.dto.js';
import { SourceSecretView, SourceView } from './source.presenter.js';
import { SourcesService } from './sources.service.js';

@ProjectController('sources')
export class SourcesController {
  constructor(
    private readonly sources: SourcesService,
    private readonly secrets: SourceSecretsService,
    private readonly samples: SourceSampleService,
  ) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "List a project's sources" })
  @ApiPage(SourceView)
  list(@ProjectParam() project: ProjectRef, @Query() query: ListQueryDto): Promise<Page<SourceView>> {
    return this.sources.list(project.id, query);
  }

  @Post()
  @Requires('editor')
  @Created()
  @ApiOperation({ summary: 'Create a source' })
  @ApiCreatedResponse({ type: SourceView })
  create(@ProjectParam() project: ProjectRef, @Body() body: SourceDto): Promise<SourceView> {
    return this.sources.create(project.id, body);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiOperation({ summary: 'Read a source' })
  @ApiOkResponse({ type: SourceView })
  get(@ProjectParam() project: ProjectRef, @IdParam('source') id: string): Promise<SourceView> {
    return this.sources.get(project.id, id);
  }

  @Patch(':id')
  @Requires('editor')
  @ApiOperation({ summary: 'Change a source' })
  @ApiBody({ type: PatchSourceDto })
  @ApiOkResponse({ type: SourceView })
  update(
    @ProjectParam() project: ProjectRef,
    @IdParam('source') id: string,
    @PatchBody() patch: JsonObject,
    @IfMatch() ifMatch: string | null,
  ): Promise<SourceView> {
    return this.sources.update(project.id, id, patch, ifMatch);
  }

  @Delete(':id')
  @Requires('editor')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a source' })
  @ApiNoContentResponse()
  remove(@ProjectParam() project: ProjectRef, @IdParam('source') id: string, @IfMatch() ifMatch: string | null): Promise<void> {
    return this.sources.remove(project.id, id, ifMatch);
  }

  @Post(':id/sample')
  @Requires('editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a signed sample through a source' })
  @ApiOkResponse({ type: SourceSampleView })
  sample(@ProjectParam() project: ProjectRef, @IdParam('source') id: string): Promise<SourceSampleView> {
    return this.samples.send(project.id, id);
  }

  @Post(':id/secrets')
  @Requires('editor')
  @Created()
  @ApiOperation({ summary: 'Add a secret to a source' })
  @ApiCreatedResponse({ type: SourceSecretView })
  addSecret(
    @ProjectParam() project: ProjectRef,
    @IdParam('source') id: string,
    @Body() body: AddSourceSecretDto,
  ): Promise<SourceSecretView> {
    return this.secrets.add(project.id, id, body);
  }

  @Delete(':id/secrets/:secretId')
  @Requires('editor')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a secret of a source' })
  @ApiParam({ name: 'secretId', schema: { type: 'string' } })
  @ApiNoContentResponse()
  revokeSecret(
    @ProjectParam() project: ProjectRef,
    @IdParam('source') id: string,
    @IdParam('sourceSecret', 'secretId') secretId: string,
  ): Promise<void> {
    return this.secrets.revoke(project.id, id, secretId);
  }
}
