import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { StatisticsView } from './statistics.presenter.js';
import { StatisticsQueryDto } from './statistics.query.dto.js';
import { StatisticsService } from './statistics.service.js';

@ProjectController('stats')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "Read a project's statistics by time" })
  @ApiOkResponse({ type: StatisticsView })
  read(@ProjectParam() project: ProjectRef, @Query() query: StatisticsQueryDto): Promise<StatisticsView> {
    return this.statistics.read(project.id, query);
  }
}
