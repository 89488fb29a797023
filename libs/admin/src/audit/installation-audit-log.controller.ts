import { Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AdminController } from '../api/admin-controller.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';
import { AuditEntryView, AuditItemView, AuditVerdictView } from './audit-entry.presenter.js';
import { EXPORT_MEDIA_TYPES } from './audit-export.js';
import { AuditLogService } from './audit-log.service.js';
import { AuditQueryDto } from './audit.query.dto.js';

/** What belongs to no project: signing in, operators. */
@AdminController('audit-log')
export class InstallationAuditLogController {
  constructor(private readonly log: AuditLogService) {}

  @Get()
  @Requires('owner')
  @ApiOperation({ summary: 'List or export the audit entries that belong to no project' })
  @ApiPage(AuditItemView, { files: EXPORT_MEDIA_TYPES })
  list(@Query() query: AuditQueryDto): Promise<Page<AuditItemView> | StreamableFile> {
    return this.log.list(null, query);
  }

  @Get('verify')
  @Requires('owner')
  @ApiOperation({ summary: 'Verify the chain of the audit entries that belong to no project' })
  @ApiOkResponse({ type: AuditVerdictView })
  verify(): Promise<AuditVerdictView> {
    return this.log.verify(null);
  }

  @Get(':id')
  @Requires('owner')
  @ApiOperation({ summary: 'Read an audit entry that belongs to no project' })
  @ApiOkResponse({ type: AuditEntryView })
  get(@IdParam('auditEntry') id: string): Promise<AuditEntryView> {
    return this.log.get(null, id);
  }
}
