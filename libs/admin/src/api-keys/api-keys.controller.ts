import { Body, Delete, Get, Header, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { Created } from '../api/created.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { IfMatch } from '../api/if-match.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { PatchBody, type JsonObject } from '../api/merge-patch.js';
import { ApiPage, type Page } from '../api/page.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { ApiKeyDto, PatchApiKeyDto, RotateApiKeyDto } from './api-key.dto.js';
import { ApiKeyView, ApiKeyWithValueView } from './api-key.presenter.js';
import { ApiKeysService } from './api-keys.service.js';

@ProjectController('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Requires('admin')
  @ApiOperation({ summary: "List a project's API keys" })
  @ApiPage(ApiKeyView)
  list(@ProjectParam() project: ProjectRef, @Query() query: ListQueryDto): Promise<Page<ApiKeyView>> {
    return this.keys.list(project.id, query);
  }

  @Post()
  @Requires('admin')
  @Created()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Create an API key, whose value is shown once' })
  @ApiCreatedResponse({ type: ApiKeyWithValueView })
  create(@ProjectParam() project: ProjectRef, @Body() body: ApiKeyDto, @CurrentCaller() caller: Caller): Promise<ApiKeyWithValueView> {
    return this.keys.create(project.id, caller, body);
  }

  @Get(':id')
  @Requires('admin')
  @ApiOperation({ summary: 'Read an API key' })
  @ApiOkResponse({ type: ApiKeyView })
  get(@ProjectParam() project: ProjectRef, @IdParam('apiKey') id: string): Promise<ApiKeyView> {
    return this.keys.get(project.id, id);
  }

  @Patch(':id')
  @Requires('admin')
  @ApiOperation({ summary: "Change an API key's name, role or expiry" })
  @ApiBody({ type: PatchApiKeyDto })
  @ApiOkResponse({ type: ApiKeyView })
  update(
    @ProjectParam() project: ProjectRef,
    @IdParam('apiKey') id: string,
    @PatchBody() patch: JsonObject,
    @CurrentCaller() caller: Caller,
    @IfMatch() ifMatch: string | null,
  ): Promise<ApiKeyView> {
    return this.keys.update(project.id, id, patch, { caller, ifMatch });
  }

  @Post(':id/rotate')
  @Requires('admin')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Give an API key a new value, shown once' })
  @ApiOkResponse({ type: ApiKeyWithValueView, description: 'The same key with a new value' })
  rotate(
    @ProjectParam() project: ProjectRef,
    @IdParam('apiKey') id: string,
    @CurrentCaller() caller: Caller,
    @Body() body: RotateApiKeyDto,
  ): Promise<ApiKeyWithValueView> {
    return this.keys.rotate(project.id, id, caller, body);
  }

  @Delete(':id')
  @Requires('admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API key' })
  @ApiNoContentResponse({ description: 'Revoked: refused from now on' })
  revoke(@ProjectParam() project: ProjectRef, @IdParam('apiKey') id: string): Promise<void> {
    return this.keys.revoke(project.id, id);
  }
}
