import { Body, Delete, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { Created } from '../api/created.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { ApiPage, type Page } from '../api/page.js';
import { CallerId } from '../auth/caller.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { ApiKeyDto, ApiKeyView, ApiKeyWithValueView } from './api-key.dto.js';
import { ApiKeysService } from './api-keys.service.js';

@ProjectController('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Requires('admin')
  @ApiPage(ApiKeyView)
  list(@ProjectParam() project: ProjectRef, @Query() query: ListQueryDto): Promise<Page<ApiKeyView>> {
    return this.keys.list(project.id, query);
  }

  @Post()
  @Requires('admin')
  @Created()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: ApiKeyWithValueView })
  create(@ProjectParam() project: ProjectRef, @Body() body: ApiKeyDto, @CallerId() by: string): Promise<ApiKeyWithValueView> {
    return this.keys.create(project.id, by, body);
  }

  @Get(':id')
  @Requires('admin')
  @ApiOkResponse({ type: ApiKeyView })
  get(@ProjectParam() project: ProjectRef, @IdParam('apiKey') id: string): Promise<ApiKeyView> {
    return this.keys.get(project.id, id);
  }

  @Delete(':id')
  @Requires('admin')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Revoked: refused from now on' })
  revoke(@ProjectParam() project: ProjectRef, @IdParam('apiKey') id: string): Promise<void> {
    return this.keys.revoke(project.id, id);
  }
}
