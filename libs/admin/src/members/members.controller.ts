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
import { MemberDto, MemberRoleDto, MemberView } from './member.dto.js';
import { MembersService } from './members.service.js';

@ProjectController('members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @Requires('admin')
  @ApiOperation({ summary: "List a project's members" })
  @ApiPage(MemberView)
  list(@ProjectParam() project: ProjectRef, @Query() query: ListQueryDto): Promise<Page<MemberView>> {
    return this.members.list(project.id, query);
  }

  @Post()
  @Requires('admin')
  @Created()
  @ApiOperation({ summary: 'Make an operator a member of a project' })
  @ApiCreatedResponse({ type: MemberView })
  add(@ProjectParam() project: ProjectRef, @Body() body: MemberDto): Promise<MemberView> {
    return this.members.add(project.id, body);
  }

  @Get(':id')
  @Requires('admin')
  @ApiOperation({ summary: 'Read a member' })
  @ApiOkResponse({ type: MemberView })
  get(@ProjectParam() project: ProjectRef, @IdParam('operator') id: string): Promise<MemberView> {
    return this.members.get(project.id, id);
  }

  @Patch(':id')
  @Requires('admin')
  @ApiOperation({ summary: "Change a member's role" })
  @ApiBody({ type: MemberRoleDto })
  @ApiOkResponse({ type: MemberView })
  update(
    @ProjectParam() project: ProjectRef,
    @IdParam('operator') id: string,
    @PatchBody() patch: JsonObject,
    @IfMatch() ifMatch: string | null,
  ): Promise<MemberView> {
    return this.members.update(project.id, id, patch, ifMatch);
  }

  @Delete(':id')
  @Requires('admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a member from a project' })
  @ApiNoContentResponse()
  remove(@ProjectParam() project: ProjectRef, @IdParam('operator') id: string, @IfMatch() ifMatch: string | null): Promise<void> {
    return this.members.remove(project.id, id, ifMatch);
  }
}
