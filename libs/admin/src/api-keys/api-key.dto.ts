import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsDefined, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { MAX_NAME_LENGTH } from '../api/field-limits.js';
import { MEMBER_ROLES, type MemberRole } from '../auth/role.js';
import { IsTime } from '../api/time-text.decorator.js';

/** A week. */
const MAX_ROTATION_SECONDS = 604_800;

export class ApiKeyDto {
  @ApiProperty({ example: 'Deploy script' }) @IsDefined() @IsString() @MinLength(1) @MaxLength(MAX_NAME_LENGTH) readonly name!: string;
  @ApiProperty({ enum: MEMBER_ROLES }) @IsDefined() @IsIn(MEMBER_ROLES) readonly role!: MemberRole;

  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    format: 'date-time',
    description: 'null = never; a key makes none that outlives itself',
  })
  @IsOptional()
  @IsTime()
  readonly expiresAt?: string | null;
}

/** In the OpenAPI document. */
export class PatchApiKeyDto extends PartialType(ApiKeyDto) {}

export class RotateApiKeyDto {
  @ApiProperty({
    ...{ type: 'integer', required: false, nullable: true, minimum: 0, maximum: MAX_ROTATION_SECONDS, default: 0 },
    description: 'How long the former values still work',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_ROTATION_SECONDS)
  readonly expirePreviousInSeconds?: number | null;
}
