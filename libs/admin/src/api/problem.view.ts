import { ApiProperty } from '@nestjs/swagger';
import { PROBLEMS, type FieldError, type ProblemCode } from '@posthorn/contracts';

export class FieldErrorView implements FieldError {
  @ApiProperty({ example: 'verification.options.issuer' }) readonly field!: string;
  @ApiProperty() readonly message!: string;
  @ApiProperty({ example: 'required' }) readonly code!: string;
  @ApiProperty({ type: 'integer', required: false, description: 'Of a template, from 1' }) readonly line?: number;
  @ApiProperty({ type: 'integer', required: false, description: 'Of a template, from 1' }) readonly column?: number;
}

/** For the OpenAPI document; `libs/platform` writes the answers. */
export class ProblemView {
  @ApiProperty({ format: 'uri' }) readonly type!: string;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ type: 'integer' }) readonly status!: number;
  @ApiProperty() readonly detail!: string;
  @ApiProperty() readonly instance!: string;
  @ApiProperty({ enum: Object.keys(PROBLEMS) }) readonly code!: ProblemCode;
  @ApiProperty({ type: [FieldErrorView], required: false }) readonly errors?: FieldErrorView[];
}
