import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import type { ApiKeyEntity, ApiKeyFormerValueEntity } from '@posthorn/store';
import { MEMBER_ROLES, type MemberRole } from '../auth/role.js';

export class FormerValueView {
  @ApiProperty({ example: 'phk_x7Qm2k' }) readonly start!: string;
  @ApiProperty({ format: 'date-time' }) readonly expiresAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'To the minute' }) readonly lastUsedAt!: string | null;
}

export class ApiKeyView {
  @ApiProperty({ example: 'key_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: MEMBER_ROLES }) readonly role!: MemberRole;
  @ApiProperty({ example: 'phk_x7Qm2k', description: 'How the key begins, to tell it from others' }) readonly start!: string;
  @ApiProperty({ description: 'The operator, or the key, that made it' }) readonly createdBy!: string;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly rotatedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly expiresAt!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Of the value of now, to the minute' })
  readonly lastUsedAt!: string | null;
  @ApiProperty({ type: [FormerValueView], description: 'What still works of before a rotation' })
  readonly formerValues!: readonly FormerValueView[];
}

export class ApiKeyWithValueView extends ApiKeyView {
  @ApiProperty({ example: 'phk_…', description: 'Shown this once' }) readonly key!: string;
}

export function presentApiKey(key: ApiKeyEntity, former: readonly ApiKeyFormerValueEntity[]): ApiKeyView {
  return {
    id: toTypeId(ID_PREFIXES.apiKey, key.id),
    name: key.name,
    role: key.role,
    start: key.start,
    createdBy: key.createdBy,
    createdAt: key.createdAt.toISOString(),
    rotatedAt: key.rotatedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    formerValues: former.map(({ start, expiresAt, lastUsedAt }) => ({
      start,
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  };
}
