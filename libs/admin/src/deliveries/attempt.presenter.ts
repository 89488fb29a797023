import { ApiProperty } from '@nestjs/swagger';
import {
  ATTEMPT_OUTCOMES,
  ID_PREFIXES,
  toTypeId,
  type AttemptExchange,
  type AttemptOutcome,
  type AttemptTransform,
  type DestinationTestResult,
  type HeaderPairs,
  type TransformFault,
} from '@posthorn/contracts';
import type { AttemptRecord } from '@posthorn/store';
import { HEADER_PAIRS_SCHEMA } from '../api/captured-request.js';
import { TransformFaultView } from '../events/transform-preview.dto.js';

class AttemptRequestView {
  @ApiProperty() readonly method!: string;
  @ApiProperty() readonly url!: string;
  @ApiProperty(HEADER_PAIRS_SCHEMA) readonly headers!: HeaderPairs;
  @ApiProperty({ type: 'integer' }) readonly bodyBytes!: number;
}

class AttemptResponseView {
  @ApiProperty({ type: 'integer' }) readonly status!: number;
  @ApiProperty(HEADER_PAIRS_SCHEMA) readonly headers!: HeaderPairs;
  @ApiProperty({ description: 'At most 16 KiB' }) readonly body!: string;
  @ApiProperty({ enum: ['utf8', 'base64'], description: '`base64` for bytes that are no text' }) readonly encoding!: 'utf8' | 'base64';
  @ApiProperty({ type: String, nullable: true }) readonly contentType!: string | null;
  @ApiProperty() readonly truncated!: boolean;
}

class AttemptTransformView implements AttemptTransform {
  @ApiProperty({ type: 'integer' }) readonly inputBytes!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null = it came to nothing' }) readonly outputBytes!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'At most 16 KiB' }) readonly output!: string | null;
  @ApiProperty() readonly truncated!: boolean;
  @ApiProperty({ description: 'Of processor time' }) readonly durationMs!: number;
  @ApiProperty({ type: [String], description: 'What it wrote to the console' }) readonly logs!: readonly string[];
  @ApiProperty({ type: TransformFaultView, nullable: true }) readonly fault!: TransformFault | null;
}

export class AttemptView {
  @ApiProperty({ example: 'att_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty({ type: 'integer', description: 'From 1' }) readonly number!: number;
  @ApiProperty({ format: 'date-time' }) readonly startedAt!: string;
  @ApiProperty({ type: 'integer' }) readonly durationMs!: number;
  @ApiProperty({ enum: ATTEMPT_OUTCOMES }) readonly outcome!: AttemptOutcome;
  @ApiProperty({ type: String, nullable: true }) readonly reason!: string | null;
  @ApiProperty({ type: AttemptRequestView, nullable: true }) readonly request!: AttemptExchange['request'];
  @ApiProperty({ type: AttemptResponseView, nullable: true }) readonly response!: AttemptResponseView | null;
  @ApiProperty({ type: String, nullable: true, description: 'What happened, where there is no response' }) readonly error!: string | null;
  @ApiProperty({ type: AttemptTransformView, nullable: true, description: 'What the transform made of the event, where there is one' })
  readonly transform!: AttemptTransform | null;
}

export class AttemptsView {
  @ApiProperty({ type: [AttemptView] }) readonly data!: readonly AttemptView[];
}

export function presentAttempt(attempt: AttemptRecord): AttemptView {
  const { id, number, startedAt, durationMs, outcome, reason, exchange } = attempt;
  const { transform = null, response, ...shown } = exchange;
  const facts = { id: toTypeId(ID_PREFIXES.attempt, id), number, startedAt: startedAt.toISOString(), durationMs, outcome, reason };
  return { ...facts, ...shown, response: response && presentResponse(response), transform };
}

function presentResponse({ encoding, ...response }: NonNullable<AttemptExchange['response']>): AttemptResponseView {
  const contentType = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null;
  return { ...response, encoding: encoding ?? 'utf8', contentType };
}

/** A test is an attempt of no delivery. */
export function presentTest(result: DestinationTestResult): AttemptView {
  return presentAttempt({ ...result, number: 1, startedAt: new Date(result.startedAtMs) });
}
