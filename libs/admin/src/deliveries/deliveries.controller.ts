import { Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { ProjectParam, type ProjectRef } from '../projects/project.pipe.js';
import { AttemptsView } from './attempt.presenter.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryView } from './delivery.presenter.js';
import { DeliveryQueryDto } from './delivery.query.dto.js';

@ProjectController('deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @ApiPage(DeliveryView)
  list(@ProjectParam() project: ProjectRef, @Query() query: DeliveryQueryDto): Promise<Page<DeliveryView>> {
    return this.deliveries.list(project.id, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: DeliveryView })
  get(@ProjectParam() project: ProjectRef, @IdParam('delivery') id: string): Promise<DeliveryView> {
    return this.deliveries.get(project.id, id);
  }

  @Get(':id/attempts')
  @ApiOkResponse({ type: AttemptsView })
  attempts(@ProjectParam() project: ProjectRef, @IdParam('delivery') id: string): Promise<AttemptsView> {
    return this.deliveries.attempts(project.id, id);
  }

  @Post(':id/retry')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: DeliveryView })
  retry(@ProjectParam() project: ProjectRef, @IdParam('delivery') id: string): Promise<DeliveryView> {
    return this.deliveries.retry(project.id, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: DeliveryView })
  cancel(@ProjectParam() project: ProjectRef, @IdParam('delivery') id: string): Promise<DeliveryView> {
    return this.deliveries.cancel(project.id, id);
  }
}
