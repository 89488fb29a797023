import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { PeriodQueryDto } from '../api/list-query.dto.js';
import { EXPORT_FORMATS, type ExportFormat } from './audit-export.js';

export class AuditQueryDto extends PeriodQueryDto {
  @ApiProperty({ required: false, description: 'An operator or a key' })
  @IsOptional()
  @Matches(/^[a-z]{3}_[0-9a-z]{26}$/, { message: 'This is not an id.' })
  readonly actorId?: string;

  @ApiProperty({ required: false, example: 'source.created' })
  @IsOptional()
  @Matches(/^[a-z-]{1,40}\.[a-z-]{1,40}$/, { message: 'An action is a resource, a point and what was done, such as source.created.' })
  readonly action?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @Matches(/^[a-z]{3}_[0-9a-z]{26}$/, { message: 'This is not an id.' })
  readonly resourceId?: string;

  @ApiProperty({
    required: false,
    enum: EXPORT_FORMATS,
    description: 'All that the filters find, newest first, with `before` and `after`, as a file; goes without limit and cursor',
  })
  @IsOptional()
  @IsIn(EXPORT_FORMATS)
  readonly format?: ExportFormat;
}
