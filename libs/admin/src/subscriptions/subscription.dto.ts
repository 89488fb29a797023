import { ApiProperty, PartialType } from '@nestjs/swagger';
import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '@posthorn/contracts';
import { validateEventTypePattern } from '@posthorn/routing';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';
import { MAX_NAME_LENGTH } from '../api/field-limits.js';
import { IsTypeId } from '../api/id-text.decorator.js';
import { RULE_SCHEMA } from '../api/rule-field.js';
import { RETRY_SCHEMA } from '../destinations/destination.dto.js';
import { TRANSFORM_SCHEMA } from './transform-field.js';

const MAX_EVENT_TYPES = 100;
const MAX_DELAY_SECONDS = 2_592_000;

/** In the OpenAPI document; what it may hold is judged by `@posthorn/routing`. */
export const FILTER_SCHEMA = {
  type: 'object' as const,
  additionalProperties: true,
  selfRequired: false,
  nullable: true,
  description:
    "Conditions for body, headers, query and path in Hookdeck's JSON syntax; null = everything passes. A PATCH replaces it whole: " +
    'null in a filter is a value to compare with.',
  example: { body: { amount: { $gte: 100 } } },
};

function IsEventTypePatterns(): PropertyDecorator {
  const faultOf = (value: unknown): string | null => {
    if (!Array.isArray(value)) return 'This is a list of patterns.';
    return (
      value.map((item: unknown) => (typeof item === 'string' ? validateEventTypePattern(item) : 'A pattern is a text.')).find(Boolean) ??
      null
    );
  };
  return ValidateBy({
    name: 'eventTypePatterns',
    validator: { validate: (value) => faultOf(value) === null, defaultMessage: (args) => faultOf(args?.value) ?? 'A pattern is wrong.' },
  });
}

export class SubscriptionDto {
  @ApiProperty() @IsDefined() @IsString() @MinLength(1) @MaxLength(MAX_NAME_LENGTH) readonly name!: string;

  @ApiProperty({ type: String, required: false, nullable: true, description: 'Null = every source of the project' })
  @IsOptional()
  @IsTypeId('source')
  readonly sourceId?: string | null;

  @ApiProperty() @IsDefined() @IsTypeId('destination') readonly destinationId!: string;

  @ApiProperty({ type: [String], required: false, default: ['**'], example: ['payment.*'] })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_EVENT_TYPES)
  @IsEventTypePatterns()
  readonly eventTypes?: string[] | null;

  @ApiProperty(FILTER_SCHEMA) @IsOptional() readonly filter?: unknown;
  @ApiProperty(TRANSFORM_SCHEMA) @IsOptional() readonly transform?: unknown;
  @ApiProperty({ ...RULE_SCHEMA, description: 'Events of one value are delivered in the order in which they were accepted' })
  @IsOptional()
  readonly orderingKey?: unknown;

  @ApiProperty({ type: 'integer', required: false, default: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_DELAY_SECONDS)
  readonly delaySeconds?: number | null;

  @ApiProperty(RETRY_SCHEMA) @IsOptional() readonly retry?: unknown;

  @ApiProperty({ enum: SUBSCRIPTION_STATUSES, required: false, default: 'enabled' })
  @IsOptional()
  @IsIn(SUBSCRIPTION_STATUSES)
  readonly status?: SubscriptionStatus | null;
}

/** For the OpenAPI document: a PATCH is merged, and the result validated as a {@link SubscriptionDto}. */
export class PatchSubscriptionDto extends PartialType(SubscriptionDto) {}
