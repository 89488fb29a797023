import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsDefined, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { MAX_NAME_LENGTH, SLUG } from '../api/field-limits.js';

const MAX_SLUG_LENGTH = 63;

export class ProjectDto {
  @ApiProperty({ type: String, required: false, nullable: true, example: 'shop', description: 'Made of the name unless given' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_SLUG_LENGTH)
  @Matches(SLUG, { message: 'Lower-case letters, digits and hyphens, and a letter or digit at both ends.' })
  readonly slug?: string | null;

  @ApiProperty({ example: 'Shop' }) @IsDefined() @IsString() @MinLength(1) @MaxLength(MAX_NAME_LENGTH) readonly name!: string;
}

/** In the OpenAPI document. */
export class PatchProjectDto extends PartialType(ProjectDto) {}

/** `null` if nothing of the name can stand in a slug. */
export function slugOf(name: string): string | null {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return words.join('-').slice(0, MAX_SLUG_LENGTH).replace(/-+$/, '') || null;
}
