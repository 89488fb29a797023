import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, IsOptional } from 'class-validator';

/** Rounded to hours, so that nothing that was asked for is left out. */
export class LedgerQueryDto {
  @ApiProperty({ required: false, format: 'date-time', description: 'Rounded down to the hour; a day before `to` by default' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  readonly from?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'Rounded up to the hour; now by default' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  readonly to?: string;
}
