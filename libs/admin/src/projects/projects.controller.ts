import { Body, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { ProjectEntity } from '@posthorn/store';
import { AdminController } from '../api/admin-controller.decorator.js';
import { Created } from '../api/created.decorator.js';
import { IfMatch } from '../api/if-match.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { PatchBody, type JsonObject } from '../api/merge-patch.js';
import { ApiPage, type Page } from '../api/page.js';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from './project-param.decorator.js';
import { PatchProjectDto, ProjectDto } from './project.dto.js';
import { presentProject, ProjectView } from './project.presenter.js';
import { ProjectsService } from './projects.service.js';

const PROJECT_PARAM = { name: 'project', schema: { type: 'string' as const }, description: 'id (`prj_…`) or slug', example: 'default' };

@AdminController('projects')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Get()
  @Requires('anyone')
  @ApiOperation({ summary: 'List the projects that you may see' })
  @ApiPage(ProjectView)
  list(@Query() query: ListQueryDto, @CurrentCaller() caller: Caller): Promise<Page<ProjectView>> {
    return this.projects.list(query, caller);
  }

  @Post()
  @Requires('owner')
  @Created()
  @ApiOperation({ summary: 'Create a project' })
  @ApiCreatedResponse({ type: ProjectView })
  create(@Body() body: ProjectDto): Promise<ProjectView> {
    return this.projects.create(body);
  }

  @Get(':project')
  @Requires('viewer')
  @ApiOperation({ summary: 'Read a project' })
  @ApiParam(PROJECT_PARAM)
  @ApiOkResponse({ type: ProjectView })
  get(@ProjectParam() project: object): ProjectView {
    return presentProject(project as ProjectEntity);
  }

  @Patch(':project')
  @Requires('owner')
  @ApiOperation({ summary: 'Change a project' })
  @ApiParam(PROJECT_PARAM)
  @ApiBody({ type: PatchProjectDto })
  @ApiOkResponse({ type: ProjectView })
  update(@ProjectParam() { id }: ProjectRef, @PatchBody() patch: JsonObject, @IfMatch() ifMatch: string | null): Promise<ProjectView> {
    return this.projects.update(id, patch, ifMatch);
  }

  @Delete(':project')
  @Requires('owner')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a project with everything in it' })
  @ApiParam(PROJECT_PARAM)
  @ApiNoContentResponse({ description: 'Deleted with everything in it; what waited is cancelled (`project-deleted`)' })
  remove(@ProjectParam() { id }: ProjectRef, @IfMatch() ifMatch: string | null): Promise<void> {
    return this.projects.remove(id, ifMatch);
  }
}
