import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import { INSTALLATION_CHAIN, type AuditRecord, type AuditVerdict } from '@posthorn/store';

const STATE = { type: 'object' as const, nullable: true, additionalProperties: true };

export class AuditItemView {
  @ApiProperty({ example: 'aud_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty({ type: 'integer', description: 'Within the chain, from 1 without a gap' }) readonly number!: number;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The operator or key', example: 'opr_01h2xcejqtf2nbrexx3vqjhp41' })
  readonly actorId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Where the request came from' }) readonly address!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The `X-Request-Id` of its answer' }) readonly requestId!: string | null;
  @ApiProperty({ example: 'source.created' }) readonly action!: string;
  @ApiProperty({ example: 'source' }) readonly resourceType!: string;
  @ApiProperty({ example: 'src_01h2xcejqtf2nbrexx3vqjhp41' }) readonly resourceId!: string;
}

export class AuditEntryView extends AuditItemView {
  @ApiProperty({ ...STATE, description: 'Null = there was none. Secrets are keyed digests' }) readonly before!: unknown;
  @ApiProperty({ ...STATE, description: 'Null = there is none any more' }) readonly after!: unknown;
  @ApiProperty({ type: String, nullable: true, description: "Null = the installation's chain" }) readonly projectId!: string | null;
  @ApiProperty({ description: 'Of the entry before it, hexadecimal' }) readonly previousHash!: string;
  @ApiProperty({ description: 'SHA-256 of `previousHash` and this entry, hexadecimal' }) readonly hash!: string;
}

export class AuditVerdictView {
  @ApiProperty() readonly valid!: boolean;
  @ApiProperty({ type: 'integer', description: 'Entries that hold, from the first on' }) readonly checked!: number;
  @ApiProperty({ type: 'integer', required: false, description: 'The `number` of the first that was changed, moved or removed' })
  readonly brokenAt?: number;
}

export function presentAuditItem(record: AuditRecord): AuditItemView {
  return {
    id: toTypeId(ID_PREFIXES.auditEntry, record.id),
    number: record.number,
    at: record.at.toISOString(),
    actorId: record.actorId,
    address: record.address,
    requestId: record.requestId,
    action: record.action,
    resourceType: record.resourceType,
    resourceId: record.resourceId,
  };
}

export function presentAuditEntry(record: AuditRecord): AuditEntryView {
  return {
    ...presentAuditItem(record),
    before: record.before,
    after: record.after,
    projectId: record.projectId === INSTALLATION_CHAIN ? null : toTypeId(ID_PREFIXES.project, record.projectId),
    previousHash: record.previousHash.toString('hex'),
    hash: record.hash.toString('hex'),
  };
}

export function presentAuditVerdict({ valid, checked, brokenAt }: AuditVerdict): AuditVerdictView {
  return { valid, checked, ...(brokenAt !== null && { brokenAt }) };
}
