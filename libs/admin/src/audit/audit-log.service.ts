import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { FieldError, Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { AuditReader, type AuditFilter } from '@posthorn/store';
import { periodIds } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { throwFaults } from '../api/validate-dto.js';
import {
  presentAuditEntry,
  presentAuditItem,
  presentAuditVerdict,
  type AuditEntryView,
  type AuditItemView,
  type AuditVerdictView,
} from './audit-entry.presenter.js';
import { EXPORT_TYPES, exportAudit, type ExportFormat } from './audit-export.js';
import { type AuditQueryDto } from './audit.query.dto.js';

/** A project's audit log, or with `null` the installation's. */
@Injectable()
export class AuditLogService {
  constructor(private readonly reader: AuditReader) {}

  async list(projectId: Uuid | null, query: AuditQueryDto): Promise<Page<AuditItemView> | StreamableFile> {
    const { actorId, action, resourceId, format } = query;
    const filter = { projectId, actorId, action, resourceId, ...periodIds(query) };
    if (format !== undefined) return this.export(filter, format, query);
    return mapPage(await readPage(query, (before, count) => this.reader.list({ ...filter, before }, count)), presentAuditItem);
  }

  async get(projectId: Uuid | null, id: Uuid): Promise<AuditEntryView> {
    const record = await this.reader.find(projectId, id);
    if (!record) throw new ProblemError('not-found');
    return presentAuditEntry(record);
  }

  async verify(projectId: Uuid | null): Promise<AuditVerdictView> {
    return presentAuditVerdict(await this.reader.verify(projectId));
  }

  private export(filter: AuditFilter, format: ExportFormat, query: AuditQueryDto): StreamableFile {
    const paging = (['limit', 'cursor'] as const).filter((field) => query[field] !== undefined);
    throwFaults(paging.map((field): FieldError => ({ field, code: 'invalid', message: 'An export is not paged.' })));
    const disposition = `attachment; filename="audit-log.${format}"`;
    return new StreamableFile(Readable.from(exportAudit(this.reader.all(filter), format), { objectMode: false }), {
      type: EXPORT_TYPES[format],
      disposition,
    });
  }
}
