import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsTime } from '../api/time-text.decorator.js';

/** Rounded to hours, so that nothing that was asked for is left out. */
export class LedgerQueryDto {
  @ApiProperty({ required: false, format: 'date-time', description: 'Rounded down to the hour; a day before `to` by default' })
  @IsOptional()
  @IsTime()
  readonly from?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'Rounded up to the hour; now by default' })
  @IsOptional()
  @IsTime()
  readonly to?: string;
}
