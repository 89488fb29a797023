import { ApiProperty } from '@nestjs/swagger';
import { SEARCH_KEY_NAME } from '@posthorn/contracts';
import { IsDefined, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { IsTypeId } from '../api/id-text.decorator.js';
import { PeriodQueryDto } from '../api/list-query.dto.js';

/** Over 256 bytes it is looked for by its SHA-256; longer than this no URL should be. */
const MAX_SEARCH_TEXT = 4_096;
/** One without the other says nothing. */
const isSearch = ({ searchKey, searchValue }: EventQueryDto): boolean => searchKey !== undefined || searchValue !== undefined;

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

  @ApiProperty({
    required: false,
    description: "The name of one of a source's search keys; with `searchValue`",
    pattern: SEARCH_KEY_NAME.source,
  })
  @ValidateIf(isSearch)
  @IsDefined()
  @IsString()
  @Matches(SEARCH_KEY_NAME, { message: 'A name is 1 to 64 lower-case letters, digits, _ and -.' })
  readonly searchKey?: string;

  @ApiProperty({ required: false, description: 'Exact; with `searchKey`. Events can be found within 5 seconds' })
  @ValidateIf(isSearch)
  @IsDefined()
  @IsString()
  @MaxLength(MAX_SEARCH_TEXT)
  readonly searchValue?: string;
}
