import { Body, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ApiPage } from '../api/page.js';
import { ProjectRole, requireRole } from '../auth/caller.js';
import { Requires } from '../auth/requires.decorator.js';
import type { Role } from '../auth/role.js';
import { EventView } from '../events/event.presenter.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { AcceptRefusalDto, AcceptRefusalsDto } from './accept-refusals.dto.js';
import { AcceptancesView } from './acceptance.presenter.js';
import { RefusalAcceptanceService } from './refusal-acceptance.service.js';
import { RefusalItemView, RefusalView } from './refusal.presenter.js';
import { RefusalQueryDto } from './refusal.query.dto.js';
import { RefusalsService, type RefusalPage } from './refusals.service.js';

const NOT_KEPT = {
  type: 'integer' as const,
  description: 'Refused and only counted, because too many came; of this source and period, by whole hours',
};

@ProjectController('refusals')
export class RefusalsController {
  constructor(
    private readonly refusals: RefusalsService,
    private readonly acceptance: RefusalAcceptanceService,
  ) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "List a project's refusals" })
  @ApiPage(RefusalItemView, { extra: { notKept: NOT_KEPT } })
  list(@ProjectParam() project: ProjectRef, @Query() query: RefusalQueryDto): Promise<RefusalPage> {
    return this.refusals.list(project.id, query);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiOperation({ summary: 'Read a refusal, and what stands against accepting it now' })
  @ApiOkResponse({ type: RefusalView })
  get(@ProjectParam() project: ProjectRef, @IdParam('refusal') id: string): Promise<RefusalView> {
    return this.refusals.get(project.id, id);
  }

  @Post('accept')
  @Requires('editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Accept many refusals as events' })
  @ApiOkResponse({ type: AcceptancesView })
  acceptMany(@ProjectParam() project: ProjectRef, @Body() body: AcceptRefusalsDto, @ProjectRole() role: Role): Promise<AcceptancesView> {
    if (body.force) requireRole(role, 'admin');
    return this.acceptance.acceptMany(project.id, body);
  }

  @Post(':id/accept')
  @Requires('editor')
  @ApiOperation({ summary: 'Accept a refusal as an event' })
  @ApiCreatedResponse({ type: EventView, description: 'It is an event now' })
  @ApiOkResponse({ type: EventView, description: 'It had been accepted before, or its external id had this event already' })
  @ApiConflictResponse({ description: 'The problem has the `reason` that still holds' })
  async accept(
    @ProjectParam() project: ProjectRef,
    @IdParam('refusal') id: string,
    @Body() body: AcceptRefusalDto,
    @ProjectRole() role: Role,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventView> {
    if (body.force) requireRole(role, 'admin');
    const { event, created } = await this.acceptance.accept(project.id, id, body);
    const collection = request.url.slice(0, request.url.indexOf('/refusals/'));
    void reply.status(created ? 201 : 200).header('location', `${collection}/events/${event.id}`);
    return event;
  }
}
