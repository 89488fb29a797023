import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import { MAX_SEARCH_KEYS, SEARCH_KEY_NAME, type Rule, type SearchKey } from '@posthorn/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { MAX_NAME_LENGTH, SLUG } from '../api/field-limits.js';
import { RULE_SCHEMA } from '../api/rule-field.js';
import { MAX_ROTATION_SECONDS } from '../destinations/destination.dto.js';
import { SourceOptionsDto } from './source-options.dto.js';

const SEARCH_KEY_PLACES = ['body', 'form', 'header', 'query'] as const;
const MAX_SECRETS = 20;
/** Room for a JWK set of RSA keys. */
const MAX_SECRET_LENGTH = 16_384;
const MAX_DEDUPE_WINDOW_SECONDS = 2_592_000;
export const MAX_RESPONSE_BYTES = 65_536;
/** RFC 9110 section 8.3.1, parameters as they come. */
const CONTENT_TYPE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:[\t ]*;[\t\x20-\x7e]*)?$/;

export class VerificationDto {
  @ApiProperty({ example: 'jwt' }) @IsDefined() @IsString() @MaxLength(64) readonly provider!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, selfRequired: false })
  @IsOptional()
  @IsObject()
  readonly options?: Record<string, unknown> | null;

  @ApiProperty({ type: [String], required: false, writeOnly: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_SECRETS)
  @IsString({ each: true })
  @MaxLength(MAX_SECRET_LENGTH, { each: true })
  readonly secrets?: string[] | null;
}

export class SearchKeyDto {
  @ApiProperty({ example: 'order', pattern: SEARCH_KEY_NAME.source, description: 'What to search by, once in a source' })
  @IsDefined()
  @IsString()
  @Matches(SEARCH_KEY_NAME, { message: 'A name is 1 to 64 lower-case letters, digits, _ and -.' })
  readonly name!: string;

  @ApiProperty({ enum: SEARCH_KEY_PLACES, required: false, default: 'body' })
  @IsOptional()
  @IsIn(SEARCH_KEY_PLACES)
  readonly from?: SearchKey['from'] | null;

  @ApiProperty({
    example: 'order.id',
    description: 'The path in a JSON body, or the name of a field of a form, of a header or of a query parameter',
  })
  @IsDefined()
  @IsString()
  @MaxLength(512)
  readonly path!: string;
}

export class SourceResponseDto {
  @ApiProperty({ type: 'integer', required: false, default: 200 }) @IsOptional() @IsInt() @Min(200) @Max(299) readonly status?: number;

  @ApiProperty({ required: false, default: 'application/json' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  @Matches(CONTENT_TYPE, { message: 'This is not a media type.' })
  readonly contentType?: string;

  @ApiProperty({ required: false, default: '{}' }) @IsOptional() @IsString() @MaxLength(MAX_RESPONSE_BYTES) readonly body?: string;
}

export class SourceDto extends SourceOptionsDto {
  @ApiProperty({ required: false, description: 'Part of the URL; 20 random characters by default' })
  @IsOptional()
  @IsString()
  @Matches(SLUG, { message: 'A slug is 1 to 63 lower-case letters, digits and hyphens, with no hyphen at an end.' })
  readonly slug?: string | null;

  @ApiProperty() @IsDefined() @IsString() @MinLength(1) @MaxLength(MAX_NAME_LENGTH) readonly name!: string;

  @ApiProperty({ enum: ['enabled', 'disabled'], required: false })
  @IsOptional()
  @IsIn(['enabled', 'disabled'])
  readonly status?: 'enabled' | 'disabled' | null;

  @ApiProperty({ type: VerificationDto })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => VerificationDto)
  readonly verification!: VerificationDto;

  @ApiProperty({ ...RULE_SCHEMA, description: "Null = the provider's own rule" }) @IsOptional() readonly eventType?: Rule | null;
  @ApiProperty(RULE_SCHEMA) @IsOptional() readonly externalId?: Rule | null;
  @ApiProperty(RULE_SCHEMA) @IsOptional() readonly occurredAt?: Rule | null;

  @ApiProperty({
    type: [SearchKeyDto],
    required: false,
    maxItems: MAX_SEARCH_KEYS,
    description: 'For events from now on: what to search by',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_SEARCH_KEYS)
  @ValidateNested({ each: true })
  @Type(() => SearchKeyDto)
  readonly searchKeys?: SearchKeyDto[] | null;

  @ApiProperty({ type: 'integer', required: false, default: 86_400 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_DEDUPE_WINDOW_SECONDS)
  readonly dedupeWindowSeconds?: number | null;

  @ApiProperty({ type: 'integer', required: false, nullable: true, description: "Null = the installation's ceiling" })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly maxBodyBytes?: number | null;

  @ApiProperty({ type: SourceResponseDto, required: false })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SourceResponseDto)
  readonly response?: SourceResponseDto | null;
}

class PatchVerificationDto extends PartialType(PickType(VerificationDto, ['provider', 'options'])) {}

/** For the OpenAPI document: a PATCH is merged, and the result validated as a {@link SourceDto}. */
export class PatchSourceDto extends PartialType(SourceDto) {
  @ApiProperty({ type: PatchVerificationDto, required: false }) declare readonly verification: VerificationDto;
}

export class AddSourceSecretDto {
  @ApiProperty({ writeOnly: true }) @IsDefined() @IsString() @MaxLength(MAX_SECRET_LENGTH) readonly value!: string;

  @ApiProperty({ type: 'integer', required: false, description: 'When the secrets of now end; absent = they stay until revoked' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_ROTATION_SECONDS)
  readonly expirePreviousInSeconds?: number | null;
}
