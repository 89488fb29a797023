import { Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { ProjectParam, type ProjectRef } from '../projects/project.pipe.js';
import { RefusalItemView, RefusalView } from './refusal.presenter.js';
import { RefusalQueryDto } from './refusal.query.dto.js';
import { RefusalsService } from './refusals.service.js';

@ProjectController('refusals')
export class RefusalsController {
  constructor(private readonly refusals: RefusalsService) {}

  @Get()
  @ApiPage(RefusalItemView)
  list(@ProjectParam() project: ProjectRef, @Query() query: RefusalQueryDto): Promise<Page<RefusalItemView>> {
    return this.refusals.list(project.id, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: RefusalView })
  get(@ProjectParam() project: ProjectRef, @IdParam('refusal') id: string): Promise<RefusalView> {
    return this.refusals.get(project.id, id);
  }
}
