import { ApiProperty } from '@nestjs/swagger';
import { REFUSAL_REASONS, type RefusalReason } from '@posthorn/contracts';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsCursor } from '../api/cursor.js';
import { IsTypeId } from '../api/id-text.decorator.js';
import { IsTime } from '../api/time-text.decorator.js';

/** What one call may cost. */
export const MAX_ACCEPTED_AT_ONCE = 100;

export class AcceptRefusalDto {
  @ApiProperty({ required: false, default: false, description: 'Make it an event although the reason still holds. The log names who' })
  @IsOptional()
  @IsBoolean()
  readonly force?: boolean | null;
}

export class AcceptRefusalsDto extends AcceptRefusalDto {
  @ApiProperty({ type: [String], required: false, maxItems: MAX_ACCEPTED_AT_ONCE, description: 'These, in this order; else by filter' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_ACCEPTED_AT_ONCE)
  @ArrayUnique()
  @IsTypeId('refusal', { each: true })
  readonly ids?: string[] | null;

  @ApiProperty({ required: false }) @IsOptional() @IsTypeId('source') readonly sourceId?: string | null;
  @ApiProperty({ required: false, enum: REFUSAL_REASONS }) @IsOptional() @IsIn(REFUSAL_REASONS) readonly reason?: RefusalReason | null;

  @ApiProperty({ required: false, format: 'date-time' })
  @IsOptional()
  @IsTime()
  readonly from?: string | null;

  @ApiProperty({ required: false, format: 'date-time' })
  @IsOptional()
  @IsTime()
  readonly to?: string | null;

  @ApiProperty({ type: 'integer', required: false, minimum: 1, maximum: MAX_ACCEPTED_AT_ONCE, default: MAX_ACCEPTED_AT_ONCE })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_ACCEPTED_AT_ONCE)
  readonly limit?: number | null;

  @ApiProperty({ required: false, description: '`nextCursor` of the call before' }) @IsOptional() @IsCursor() readonly cursor?:
    string | null;
}
