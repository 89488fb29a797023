import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { STATISTICS_INTERVALS, type StatisticsInterval } from './statistics-interval.js';
import { IsTime } from '../api/time-text.decorator.js';

/** Rounded to full buckets, so that nothing that was asked for is left out. */
export class StatisticsQueryDto {
  @ApiProperty({ required: false, format: 'date-time', description: 'Rounded down to the interval; a day before `to` by default' })
  @IsOptional()
  @IsTime()
  readonly from?: string;

  @ApiProperty({ required: false, format: 'date-time', description: 'Rounded up to the interval; now by default' })
  @IsOptional()
  @IsTime()
  readonly to?: string;

  @ApiProperty({
    required: false,
    enum: STATISTICS_INTERVALS,
    description:
      'Length of a bucket, by UTC; by default the shortest that gives a few hundred buckets. At most 1000 buckets. `1m` goes back 2 days, `5m` 7 days, the others as long as history is kept.',
  })
  @IsOptional()
  @IsIn(STATISTICS_INTERVALS)
  readonly interval?: StatisticsInterval;
}
