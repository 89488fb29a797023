import { ApiProperty } from '@nestjs/swagger';
import { firstIdAt } from '@posthorn/store';
import type { Uuid } from '@posthorn/contracts';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsCursor } from './cursor.js';
import { IsTime } from './time-text.decorator.js';

export const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** `Number('')` would be 0 and `Number('1e1')` 10: only digits are a number here. */
const toInteger = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** How every list is paged. */
export class ListQueryDto {
  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
  @IsOptional()
  @Transform(toInteger)
  @IsInt()
  @Min(1)
  @Max(MAX_LIMIT)
  readonly limit?: number;

  @ApiProperty({ required: false, description: '`nextCursor` of the page before' })
  @IsOptional()
  @IsCursor()
  readonly cursor?: string;
}

/** A list of things that happened. */
export class PeriodQueryDto extends ListQueryDto {
  @ApiProperty({ required: false, format: 'date-time', description: 'From this time on' })
  @IsOptional()
  @IsTime()
  readonly from?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'Before this time' })
  @IsOptional()
  @IsTime()
  readonly to?: string;
}

/** The period as bounds of ids, which begin with their time. */
export function periodIds({ from, to }: PeriodQueryDto): { readonly fromId: Uuid | undefined; readonly toId: Uuid | undefined } {
  return {
    fromId: from === undefined ? undefined : firstIdAt(Date.parse(from)),
    toId: to === undefined ? undefined : firstIdAt(Date.parse(to)),
  };
}
