import { ApiProperty } from '@nestjs/swagger';
import { EVENT_METHODS, type SourceRateLimit } from '@posthorn/contracts';
import { isNetwork } from '@posthorn/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';

const MAX_NETWORKS = 256;
const MAX_CONTENT_TYPES = 32;
const MAX_REQUIRED_HEADERS = 32;
const MAX_RATE_COUNT = 1_000_000;
const MAX_RATE_SECONDS = 86_400;
/** `token` of RFC 9110 section 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
/** RFC 9110 section 8.3.1 without parameters, or a whole type. */
const MEDIA_RANGE = /^[!#$%&'+.^_`|~0-9A-Za-z-]{1,127}\/(?:\*|[!#$%&'+.^_`|~0-9A-Za-z-]{1,127})$/;

export class SourceRateLimitDto implements SourceRateLimit {
  @ApiProperty({ type: 'integer', minimum: 1 }) @IsDefined() @IsInt() @Min(1) @Max(MAX_RATE_COUNT) readonly count!: number;
  @ApiProperty({ type: 'integer', minimum: 1 }) @IsDefined() @IsInt() @Min(1) @Max(MAX_RATE_SECONDS) readonly perSeconds!: number;
}

/** What a source may ask of a request besides its authenticity. */
export class SourceOptionsDto {
  @ApiProperty({ enum: EVENT_METHODS, isArray: true, required: false, description: 'Methods that make events; any other is 405' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(EVENT_METHODS, { each: true })
  readonly methods?: string[] | null;

  // Empty would let nobody in, or, to whoever reads it otherwise, everybody: neither by accident.
  @ApiProperty({
    type: [String],
    required: false,
    nullable: true,
    example: ['192.0.2.0/24', '2001:db8::7'],
    description: 'Addresses and CIDRs that may send; any other is 403. Null = anybody',
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_NETWORKS)
  @ArrayUnique()
  @IsNetwork()
  readonly allowedIps?: string[] | null;

  @ApiProperty({
    type: [String],
    required: false,
    nullable: true,
    example: ['application/json', 'text/*'],
    description: 'Any other, and none, is 415. Null = any',
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_CONTENT_TYPES)
  @IsString({ each: true })
  @Matches(MEDIA_RANGE, { each: true, message: 'A content type is type/subtype without parameters, or type/*.' })
  readonly contentTypes?: string[] | null;

  @ApiProperty({ type: [String], required: false, description: 'Without each of these, with a value, a request is 400' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_REQUIRED_HEADERS)
  @IsString({ each: true })
  @Matches(HEADER_NAME, { each: true, message: 'This is not the name of an HTTP header.' })
  readonly requiredHeaders?: string[] | null;

  @ApiProperty({
    type: SourceRateLimitDto,
    required: false,
    nullable: true,
    description: 'More is 429 with Retry-After; each process counts its own. Null = no limit',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SourceRateLimitDto)
  readonly rateLimit?: SourceRateLimitDto | null;
}

function IsNetwork(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isNetwork',
      validator: {
        validate: (value) => typeof value === 'string' && isNetwork(value),
        defaultMessage: () => 'Each must be an IP address or a network in CIDR notation, for example 192.0.2.0/24.',
      },
    },
    { each: true },
  );
}
