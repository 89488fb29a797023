import { Body, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { Created } from '../api/created.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { IfMatch } from '../api/if-match.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { PatchBody, type JsonObject } from '../api/merge-patch.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { PatchSubscriptionDto, SubscriptionDto } from './subscription.dto.js';
import { SubscriptionView } from './subscription.presenter.js';
import { SubscriptionsService } from './subscriptions.service.js';

@ProjectController('subscriptions')
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "List a project's subscriptions" })
  @ApiPage(SubscriptionView)
  list(@ProjectParam() project: ProjectRef, @Query() query: ListQueryDto): Promise<Page<SubscriptionView>> {
    return this.subscriptions.list(project.id, query);
  }

  @Post()
  @Requires('editor')
  @Created()
  @ApiOperation({ summary: 'Create a subscription' })
  @ApiCreatedResponse({ type: SubscriptionView })
  create(@ProjectParam() project: ProjectRef, @Body() body: SubscriptionDto): Promise<SubscriptionView> {
    return this.subscriptions.create(project.id, body);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiOperation({ summary: 'Read a subscription' })
  @ApiOkResponse({ type: SubscriptionView })
  get(@ProjectParam() project: ProjectRef, @IdParam('subscription') id: string): Promise<SubscriptionView> {
    return this.subscriptions.get(project.id, id);
  }

  @Patch(':id')
  @Requires('editor')
  @ApiOperation({ summary: 'Change a subscription' })
  @ApiBody({ type: PatchSubscriptionDto })
  @ApiOkResponse({ type: SubscriptionView })
  update(
    @ProjectParam() project: ProjectRef,
    @IdParam('subscription') id: string,
    @PatchBody() patch: JsonObject,
    @IfMatch() ifMatch: string | null,
  ): Promise<SubscriptionView> {
    return this.subscriptions.update(project.id, id, patch, ifMatch);
  }

  @Delete(':id')
  @Requires('editor')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a subscription' })
  @ApiNoContentResponse()
  remove(@ProjectParam() project: ProjectRef, @IdParam('subscription') id: string, @IfMatch() ifMatch: string | null): Promise<void> {
    return this.subscriptions.remove(project.id, id, ifMatch);
  }
}
