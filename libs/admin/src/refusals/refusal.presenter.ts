import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, REFUSAL_REASONS, toTypeId, type RefusalReason } from '@posthorn/contracts';
import type { RefusalRecord } from '@posthorn/store';
import { BodyView, HEADER_PAIRS_SCHEMA, presentBody, presentHeaders } from '../api/captured-request.js';

export class RefusalItemView {
  @ApiProperty({ example: 'rfs_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly sourceId!: string;
  @ApiProperty({ format: 'date-time' }) readonly receivedAt!: string;
  @ApiProperty({ enum: REFUSAL_REASONS }) readonly reason!: RefusalReason;
  @ApiProperty() readonly detail!: string;
  @ApiProperty() readonly method!: string;
  @ApiProperty({ description: 'What followed the slug' }) readonly path!: string;
  @ApiProperty() readonly query!: string;
  @ApiProperty({ ...HEADER_PAIRS_SCHEMA, description: 'As received; credentials show as [redacted]' }) readonly headers!: [
    string,
    string,
  ][];
  @ApiProperty({ type: 'integer', description: 'Received; less may have been kept' }) readonly bodyBytes!: number;
  @ApiProperty() readonly remoteAddress!: string;
}

export class RefusalView extends RefusalItemView {
  @ApiProperty({ type: BodyView, description: 'What was kept of it' }) readonly body!: BodyView;
}

export function presentRefusalItem(refusal: RefusalRecord): RefusalItemView {
  return {
    id: toTypeId(ID_PREFIXES.refusal, refusal.id),
    sourceId: toTypeId(ID_PREFIXES.source, refusal.sourceId),
    receivedAt: refusal.receivedAt.toISOString(),
    reason: refusal.reason,
    detail: refusal.detail,
    method: refusal.method,
    path: refusal.path,
    query: refusal.query,
    headers: presentHeaders(refusal.headers),
    bodyBytes: refusal.bodyBytes,
    remoteAddress: refusal.remoteAddress,
  };
}

export function presentRefusal(refusal: RefusalRecord): RefusalView {
  return { ...presentRefusalItem(refusal), body: presentBody(refusal.body) };
}
