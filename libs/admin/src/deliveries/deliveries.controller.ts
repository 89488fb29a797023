import { Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { AttemptsView } from './attempt.presenter.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryView } from './delivery.presenter.js';
import { DeliveryQueryDto } from './delivery.query.dto.js';

@ProjectController('deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "List a project's deliveries" })
  @ApiPage(DeliveryView)
  list(@ProjectParam() project: ProjectRef, @Query() query: DeliveryQueryDto): Promise<Page<DeliveryView>> {
    return this.deliveries.list(project.id, query);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiOperation({ summary: 'Read a delivery' })
  @ApiOkResponse({ type: DeliveryView })
  get(@ProjectParam() project: ProjectRef, @IdParam('delivery') id: string): Promise<DeliveryView> {
    return this.deliveries.get(project.id, id);
  }

  @Get(':id/attempts')
  @Requires('viewer')
  @ApiOperation({ summary: 'List the attempts of a delivery' })
  @ApiOkResponse({ type: AttemptsView })
  attempts(@ProjectParam() project: ProjectRef, @IdParam('delivery') id: string): Promise<AttemptsView> {
    return this.deliveries.attempts(project.id, id);
  }

  @Post(':id/retry')
  @Requires('editor')
  @HttpCode(202)
  @ApiOperation({ summary: 'Try a delivery again now' })
  @ApiAcceptedResponse({ type: DeliveryView })
  retry(@ProjectParam() project: ProjectRef, @IdParam('delivery') id: string): Promise<DeliveryView> {
    return this.deliveries.retry(project.id, id);
  }

  @Post(':id/cancel')
  @Requires('editor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel a delivery that waits' })
  @ApiOkResponse({ type: DeliveryView })
  cancel(@ProjectParam() project: ProjectRef, @IdParam('delivery') id: string): Promise<DeliveryView> {
    return this.deliveries.cancel(project.id, id);
  }
}
