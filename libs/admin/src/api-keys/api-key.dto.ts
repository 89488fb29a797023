import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import type { ApiKeyEntity } from '@posthorn/store';
import { IsDefined, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { MEMBER_ROLES, type MemberRole } from '../auth/role.js';
import { IsTime } from '../api/time-text.decorator.js';

const MAX_NAME_LENGTH = 200;

export class ApiKeyDto {
  @ApiProperty({ example: 'Deploy script' }) @IsDefined() @IsString() @MinLength(1) @MaxLength(MAX_NAME_LENGTH) readonly name!: string;
  @ApiProperty({ enum: MEMBER_ROLES }) @IsDefined() @IsIn(MEMBER_ROLES) readonly role!: MemberRole;

  @ApiProperty({ type: String, required: false, nullable: true, format: 'date-time', description: 'null = never' })
  @IsOptional()
  @IsTime()
  readonly expiresAt?: string | null;
}

export class ApiKeyView {
  @ApiProperty({ example: 'key_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: MEMBER_ROLES }) readonly role!: MemberRole;
  @ApiProperty({ example: 'phk_x7Qm2k', description: 'How the key begins, to tell it from others' }) readonly start!: string;
  @ApiProperty({ description: 'The operator, or the key, that made it' }) readonly createdBy!: string;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly expiresAt!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'To the minute' }) readonly lastUsedAt!: string | null;
}

export class ApiKeyWithValueView extends ApiKeyView {
  @ApiProperty({ example: 'phk_…', description: 'Shown this once' }) readonly key!: string;
}

export function presentApiKey(key: ApiKeyEntity): ApiKeyView {
  return {
    id: toTypeId(ID_PREFIXES.apiKey, key.id),
    name: key.name,
    role: key.role,
    start: key.start,
    createdBy: key.createdBy,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
