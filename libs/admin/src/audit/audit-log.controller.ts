import { Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProjectController } from '../api/admin-controller.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { ProjectParam, type ProjectRef } from '../projects/project-param.decorator.js';
import { Requires } from '../auth/requires.decorator.js';
import { AuditEntryView, AuditItemView, AuditVerdictView } from './audit-entry.presenter.js';
import { EXPORT_MEDIA_TYPES } from './audit-export.js';
import { AuditLogService } from './audit-log.service.js';
import { AuditQueryDto } from './audit.query.dto.js';

@ProjectController('audit-log')
export class AuditLogController {
  constructor(private readonly log: AuditLogService) {}

  @Get()
  @Requires('admin')
  @ApiOperation({ summary: "List or export a project's audit entries" })
  @ApiPage(AuditItemView, { files: EXPORT_MEDIA_TYPES })
  list(@ProjectParam() project: ProjectRef, @Query() query: AuditQueryDto): Promise<Page<AuditItemView> | StreamableFile> {
    return this.log.list(project.id, query);
  }

  @Get('verify')
  @Requires('admin')
  @ApiOperation({ summary: "Verify the chain of a project's audit entries" })
  @ApiOkResponse({ type: AuditVerdictView })
  verify(@ProjectParam() project: ProjectRef): Promise<AuditVerdictView> {
    return this.log.verify(project.id);
  }

  @Get(':id')
  @Requires('admin')
  @ApiOperation({ summary: 'Read an audit entry with what was before and after' })
  @ApiOkResponse({ type: AuditEntryView })
  get(@ProjectParam() project: ProjectRef, @IdParam('auditEntry') id: string): Promise<AuditEntryView> {
    return this.log.get(project.id, id);
  }
}
