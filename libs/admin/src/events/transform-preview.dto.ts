import { ApiProperty } from '@nestjs/swagger';
import { type TransformFault, type TransformResult } from '@posthorn/contracts';
import { Allow } from 'class-validator';
import { BodyView, HEADER_PAIRS_SCHEMA, presentBody, presentHeaders } from '../api/captured-request.js';
import { TRANSFORM_SCHEMA } from '../subscriptions/transform-field.js';

export class TransformPreviewDto {
  @ApiProperty({ ...TRANSFORM_SCHEMA.properties.code, example: TRANSFORM_SCHEMA.example.code, description: 'As in `transform.code`' })
  @Allow()
  readonly code!: unknown;
}

export class TransformFaultView implements TransformFault {
  @ApiProperty() readonly message!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'From 1' }) readonly line!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'From 1' }) readonly column!: number | null;
}

export class TransformOutputView {
  @ApiProperty({ type: String, nullable: true }) readonly contentType!: string | null;
  @ApiProperty({ ...HEADER_PAIRS_SCHEMA, description: "The sender's as they would be passed on, before what a destination leaves out" })
  readonly headers!: [string, string][];
  @ApiProperty({ type: 'integer' }) readonly bodyBytes!: number;
  @ApiProperty({ type: BodyView }) readonly body!: BodyView;
}

export class TransformPreviewView {
  @ApiProperty({ type: TransformOutputView, nullable: true, description: 'Null = it came to nothing' })
  readonly output!: TransformOutputView | null;
  @ApiProperty({ type: TransformFaultView, nullable: true }) readonly fault!: TransformFault | null;
  @ApiProperty({ type: [String], description: 'What it wrote to the console' }) readonly logs!: readonly string[];
  @ApiProperty({ description: 'Of processor time' }) readonly durationMs!: number;
}

export function presentPreview(result: TransformResult): TransformPreviewView {
  const { logs, durationMs } = result;
  if (!result.ok) return { output: null, fault: result.fault, logs, durationMs };
  const { contentType, headers, body } = result;
  const output = { contentType, headers: presentHeaders(headers), bodyBytes: body.length, body: presentBody(body) };
  return { output, fault: null, logs, durationMs };
}
