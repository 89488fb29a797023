import type { AuditRecord } from '@posthorn/store';
import { presentAuditEntry, type AuditEntryView } from './audit-entry.presenter.js';

export const EXPORT_FORMATS = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8; header=present',
};

/** Without parameters, for the OpenAPI document. */
export const EXPORT_MEDIA_TYPES: readonly string[] = Object.values(EXPORT_TYPES).map((type) => type.split(';')[0] ?? type);

const COLUMNS = [
  ...(['number', 'id', 'at', 'actorId', 'address', 'requestId', 'action', 'resourceType', 'resourceId'] as const),
  ...(['before', 'after', 'projectId', 'previousHash', 'hash'] as const),
] satisfies readonly (keyof AuditEntryView)[];
const NEEDS_QUOTES = /[",\r\n]/;

/** Entries as text, line by line. */
export async function* exportAudit(records: AsyncIterable<AuditRecord>, format: ExportFormat): AsyncGenerator<string> {
  if (format === 'csv') yield `${COLUMNS.join(',')}\r\n`;
  for await (const record of records) {
    const entry = presentAuditEntry(record);
    yield format === 'csv' ? `${COLUMNS.map((name) => csvCell(entry[name])).join(',')}\r\n` : `${JSON.stringify(entry)}\n`;
  }
}

/** RFC 4180. States are JSON objects and the rest ids, times and addresses, so that no cell begins as a spreadsheet's formula does. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
