import { Body, Delete, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { Created } from '../api/created.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { ApiPage, type Page } from '../api/page.js';
import { CallerId, ProjectRole } from '../auth/caller.js';
import { Requires } from '../auth/requires.decorator.js';
import { type Role } from '../auth/role.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { InvitationDto } from './invitation.dto.js';
import { InvitationView, InvitationWithTokenView } from './invitation.presenter.js';
import { InvitationsService } from './invitations.service.js';

@ProjectController('invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get()
  @Requires('admin')
  @ApiOperation({ summary: "List a project's invitations" })
  @ApiPage(InvitationView)
  list(@ProjectParam() project: ProjectRef, @Query() query: ListQueryDto): Promise<Page<InvitationView>> {
    return this.invitations.list(project.id, query);
  }

  @Post()
  @Requires('admin')
  @Created()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Invite a person to a project' })
  @ApiCreatedResponse({ type: InvitationWithTokenView })
  create(
    @ProjectParam() project: ProjectRef,
    @Body() body: InvitationDto,
    @CallerId() id: string,
    @ProjectRole() role: Role,
  ): Promise<InvitationWithTokenView> {
    return this.invitations.create(project.id, { id, role }, body);
  }

  @Get(':id')
  @Requires('admin')
  @ApiOperation({ summary: 'Read an invitation' })
  @ApiOkResponse({ type: InvitationView })
  get(@ProjectParam() project: ProjectRef, @IdParam('invitation') id: string): Promise<InvitationView> {
    return this.invitations.get(project.id, id);
  }

  @Delete(':id')
  @Requires('admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take an invitation back' })
  @ApiNoContentResponse({ description: 'Taken back' })
  revoke(@ProjectParam() project: ProjectRef, @IdParam('invitation') id: string): Promise<void> {
    return this.invitations.revoke(project.id, id);
  }
}
