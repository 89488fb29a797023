import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { Requires } from '../auth/requires.decorator.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { LedgerView } from './ledger.presenter.js';
import { LedgerQueryDto } from './ledger.query.dto.js';
import { LedgerService } from './ledger.service.js';

@ProjectController('ledger')
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "Show whether a project's books balance" })
  @ApiOkResponse({ type: LedgerView })
  read(@ProjectParam() project: ProjectRef, @Query() query: LedgerQueryDto): Promise<LedgerView> {
    return this.ledger.read(project.id, query);
  }
}
