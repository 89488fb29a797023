import { ApiProperty } from '@nestjs/swagger';
import {
  ACCEPT_OBSTACLES,
  ID_PREFIXES,
  REFUSAL_FINDINGS,
  REFUSAL_REASONS,
  toTypeId,
  type RefusalFinding,
  type RefusalFindingCode,
  type RefusalReason,
} from '@posthorn/contracts';
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
  @ApiProperty({ description: 'Only a part of the body was kept: it cannot be accepted' }) readonly bodyTruncated!: boolean;
  @ApiProperty() readonly remoteAddress!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The event that it was made after all; it stays a refusal' })
  readonly acceptedEventId!: string | null;
}

const FINDING_CODES: RefusalFindingCode[] = [
  ...REFUSAL_REASONS,
  ...ACCEPT_OBSTACLES,
  ...(Object.keys(REFUSAL_FINDINGS) as (keyof typeof REFUSAL_FINDINGS)[]),
  'undecided',
];

class RefusalFindingView implements RefusalFinding {
  @ApiProperty({ enum: FINDING_CODES }) readonly code!: RefusalFindingCode;
  @ApiProperty() readonly message!: string;
}

export class RefusalView extends RefusalItemView {
  @ApiProperty({
    type: [RefusalFindingView],
    description: 'Worked out now: the reason that still holds, and what explains it. Each explanation was tried and verifies',
  })
  readonly diagnosis!: readonly RefusalFinding[];
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
    bodyTruncated: refusal.body.length < refusal.bodyBytes,
    remoteAddress: refusal.remoteAddress,
    acceptedEventId: refusal.acceptedEventId === null ? null : toTypeId(ID_PREFIXES.event, refusal.acceptedEventId),
  };
}

export function presentRefusal(refusal: RefusalRecord, diagnosis: readonly RefusalFinding[]): RefusalView {
  return { ...presentRefusalItem(refusal), diagnosis, body: presentBody(refusal.body) };
}
