import type { RawHeaders, StoredEvent } from './event.js';
import type { SourceConfig } from './source.js';
import type { Uuid } from './ids.js';

/** JavaScript that a subscription has an event changed by before it is delivered. */
export interface Transform {
  /** A script with `function transform(event)`, at most {@link MAX_TRANSFORM_CODE_BYTES} of UTF-8. */
  readonly code: string;
}

export const MAX_TRANSFORM_CODE_BYTES = 65_536;
/** What a transform may be given, and what it may return, in bytes of the body. */
export const MAX_TRANSFORM_BODY_BYTES = 1_048_576;
/** Processor time of one run, in milliseconds. */
export const TRANSFORM_TIME_LIMIT_MS = 250;
/** Of what a transform returned, so much is kept with the attempt, in bytes. */
export const MAX_SHOWN_OUTPUT_BYTES = 16_384;

/** Why a transform came to nothing. Where it stands in the code, `line` and `column` count from 1. */
export interface TransformFault {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** One event to be changed. `source` as people see it. */
export interface TransformJob {
  readonly code: string;
  readonly event: StoredEvent;
  readonly source: Pick<SourceConfig, 'id' | 'slug'>;
}

/** What a run of a transform came to. `logs`: what it wrote to the console. `durationMs`: processor time. */
export type TransformResult = {
  readonly logs: readonly string[];
  readonly durationMs: number;
} & (
  | { readonly ok: true; readonly headers: RawHeaders; readonly contentType: string | null; readonly body: Buffer }
  | { readonly ok: false; readonly fault: TransformFault }
);

/** What an attempt shows of its transform. */
export interface AttemptTransform {
  readonly inputBytes: number;
  /** `null` = it came to nothing. */
  readonly outputBytes: number | null;
  /** At most {@link MAX_SHOWN_OUTPUT_BYTES}, as text. */
  readonly output: string | null;
  readonly truncated: boolean;
  readonly durationMs: number;
  readonly logs: readonly string[];
  readonly fault: TransformFault | null;
}

/** Tries transforms out for people; the relay binds it to `libs/delivery`. Rejects when there is no thread to run them on. */
export interface TransformLab {
  /** `null` = the code can be run: it parses, and defines what is asked for. */
  check(projectId: Uuid, code: string): Promise<TransformFault | null>;
  run(job: TransformJob): Promise<TransformResult>;
}
