import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { ProjectEntity } from '@posthorn/store';
import { AdminController } from '../api/admin-controller.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { ApiPage, type Page } from '../api/page.js';
import { ProjectParam } from './project.pipe.js';
import { presentProject, ProjectView } from './project.presenter.js';
import { ProjectsService } from './projects.service.js';

@AdminController('projects')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Get()
  @ApiPage(ProjectView)
  list(@Query() query: ListQueryDto): Promise<Page<ProjectView>> {
    return this.projects.list(query);
  }

  @Get(':project')
  @ApiParam({ name: 'project', schema: { type: 'string' }, description: 'id (`prj_…`) or slug', example: 'default' })
  @ApiOkResponse({ type: ProjectView })
  get(@ProjectParam() project: object): ProjectView {
    return presentProject(project as ProjectEntity);
  }
}
