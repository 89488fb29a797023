import { ApiProperty } from '@nestjs/swagger';
import { REFUSAL_REASONS, type RefusalReason } from '@posthorn/contracts';
import { IsIn, IsOptional } from 'class-validator';
import { IsTypeId } from '../api/id-text.decorator.js';
import { PeriodQueryDto } from '../api/list-query.dto.js';

export class RefusalQueryDto extends PeriodQueryDto {
  @ApiProperty({ required: false }) @IsOptional() @IsTypeId('source') readonly sourceId?: string;
  @ApiProperty({ required: false, enum: REFUSAL_REASONS }) @IsOptional() @IsIn(REFUSAL_REASONS) readonly reason?: RefusalReason;

  @ApiProperty({ required: false, enum: ['true', 'false'], description: 'Whether it was made an event after all' })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly accepted?: 'true' | 'false';
}
