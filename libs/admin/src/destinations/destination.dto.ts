import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import {
  DEFAULT_DISABLE_AFTER_SECONDS,
  DEFAULT_MAX_CONCURRENCY,
  DEFAULT_TIMEOUT_MS,
  DESTINATION_STATUSES,
  MAX_RATE_COUNT,
  MAX_RATE_SECONDS,
  MAX_SCHEDULE_ENTRIES,
  MAX_TIMEOUT_MS,
  RETRY_PRESETS,
  type DestinationStatus,
} from '@posthorn/contracts';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { MAX_NAME_LENGTH } from '../api/field-limits.js';

/** More at once would be sockets that wait for each other. */
const MAX_MAX_CONCURRENCY = 1_000;
/** Longer is as good as never. */
const MAX_DISABLE_AFTER_SECONDS = 31_536_000;
export const MAX_ROTATION_SECONDS = 2_592_000;
export const DEFAULT_ROTATION_SECONDS = 86_400;

export const RETRY_SCHEMA = {
  type: 'object' as const,
  selfRequired: false,
  nullable: true,
  properties: {
    preset: { type: 'string' as const, enum: Object.keys(RETRY_PRESETS) },
    schedule: { type: 'array' as const, items: { type: 'string' as const }, maxItems: MAX_SCHEDULE_ENTRIES, example: ['0s', '5s', '5m'] },
    retryOn: { type: 'string' as const, example: '5xx, 429, network, timeout' },
  },
  additionalProperties: false,
};

export class RateLimitDto {
  @ApiProperty({ type: 'integer' }) @IsDefined() @IsInt() @Min(1) @Max(MAX_RATE_COUNT) readonly count!: number;
  @ApiProperty({ type: 'integer' }) @IsDefined() @IsInt() @Min(1) @Max(MAX_RATE_SECONDS) readonly perSeconds!: number;
}

export class DestinationDto {
  @ApiProperty() @IsDefined() @IsString() @MinLength(1) @MaxLength(MAX_NAME_LENGTH) readonly name!: string;

  @ApiProperty({ example: 'http' }) @IsDefined() @IsString() @MaxLength(64) readonly plugin!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: "By the plugin's `configSchema`" })
  @IsDefined()
  @IsObject()
  readonly config!: Record<string, unknown>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    selfRequired: false,
    writeOnly: true,
    description: "By the plugin's `secretsSchema`",
  })
  @IsOptional()
  @IsObject()
  readonly secrets?: Record<string, unknown> | null;

  @ApiProperty({ type: 'integer', required: false, default: DEFAULT_TIMEOUT_MS })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_TIMEOUT_MS)
  readonly timeoutMs?: number | null;

  @ApiProperty({ type: 'integer', required: false, default: DEFAULT_MAX_CONCURRENCY })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_MAX_CONCURRENCY)
  readonly maxConcurrency?: number | null;

  @ApiProperty({
    type: RateLimitDto,
    required: false,
    nullable: true,
    description: 'At most `count` attempts in any `perSeconds`, over all processes',
  })
  @IsOptional()
  // Of a list, the line below validates the items: an empty one would pass.
  @IsObject()
  @ValidateNested()
  @Type(() => RateLimitDto)
  readonly rateLimit?: RateLimitDto | null;

  @ApiProperty({
    type: 'integer',
    required: false,
    nullable: true,
    default: DEFAULT_DISABLE_AFTER_SECONDS,
    description: 'After so long of nothing but failures it is disabled; 0 or null = never',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_DISABLE_AFTER_SECONDS)
  readonly disableAfterSeconds?: number | null;

  @ApiProperty(RETRY_SCHEMA) @IsOptional() readonly retry?: unknown;

  @ApiProperty({ enum: DESTINATION_STATUSES, required: false, default: 'enabled' })
  @IsOptional()
  @IsIn(DESTINATION_STATUSES)
  readonly status?: DestinationStatus | null;
}

/** For the OpenAPI document: a PATCH is merged, and the result validated as a {@link DestinationDto}. */
export class PatchDestinationDto extends PartialType(OmitType(DestinationDto, ['plugin'])) {}

export class RotateDto {
  @ApiProperty({
    type: 'integer',
    required: false,
    default: DEFAULT_ROTATION_SECONDS,
    description: 'How long the present secret still signs',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_ROTATION_SECONDS)
  readonly expirePreviousInSeconds?: number | null;
}

export class RemoveDestinationQueryDto {
  @ApiProperty({ required: false, enum: ['true', 'false'], description: 'Deletes the subscriptions to it, too' })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly cascade?: 'true' | 'false';
}
