import { ApiProperty } from '@nestjs/swagger';
import type { PreviewPart } from '@posthorn/contracts';
import { IsDefined, IsObject, IsOptional } from 'class-validator';
import { IsTypeId } from '../api/id-text.decorator.js';

export class PreviewDto {
  @ApiProperty({ example: 'evt_01h2xcejqtf2nbrexx3vqjhp41' }) @IsDefined() @IsTypeId('event') readonly eventId!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    selfRequired: false,
    nullable: true,
    description: "Tried in place of the destination's own, and not kept",
  })
  @IsOptional()
  @IsObject()
  readonly config?: Record<string, unknown> | null;
}

export class PreviewPartView implements PreviewPart {
  @ApiProperty({ example: 'subject' }) readonly name!: string;
  @ApiProperty({ example: 'text/plain' }) readonly contentType!: string;
  @ApiProperty({ enum: ['utf8', 'base64'] }) readonly encoding!: 'utf8' | 'base64';
  @ApiProperty({ description: 'At most 64 KiB' }) readonly data!: string;
  @ApiProperty() readonly truncated!: boolean;
}

export class PreviewView {
  @ApiProperty({ type: [PreviewPartView] }) readonly parts!: readonly PreviewPartView[];
}
