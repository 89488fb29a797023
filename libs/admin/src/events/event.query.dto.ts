import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsTypeId } from '../api/id-text.decorator.js';
import { PeriodQueryDto } from '../api/list-query.dto.js';

export class EventQueryDto extends PeriodQueryDto {
  @ApiProperty({ required: false }) @IsOptional() @IsTypeId('source') readonly sourceId?: string;
  @ApiProperty({ required: false, description: 'Exact' }) @IsOptional() @IsString() @MaxLength(256) readonly type?: string;
  @ApiProperty({ required: false, description: 'Exact' }) @IsOptional() @IsString() @MaxLength(512) readonly externalId?: string;

  @ApiProperty({
    required: false,
    enum: ['true', 'false'],
    description: 'Those that no subscription wanted, not even but for its filter; or only others',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly unmatched?: 'true' | 'false';
}
