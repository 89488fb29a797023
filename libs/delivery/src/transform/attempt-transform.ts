import {
  MAX_SHOWN_OUTPUT_BYTES,
  type AttemptTransform,
  type SourceConfig,
  type StoredEvent,
  type TransformFault,
  type TransformResult,
  type Uuid,
} from '@posthorn/contracts';
import { errorExchange, type DeliveryResult } from '@posthorn/plugin-sdk';
import type { AttemptTime } from '../attempt-deadlines.js';
import { TransformUnavailableError, type TransformPool } from './transform-pool.js';

/** The transform came to nothing, and would again: a person mends it and retries. */
export const TRANSFORM_FAILED = 'transform-failed';
/** It could not be run: the relay's fault, and nobody else's. */
export const TRANSFORM_UNAVAILABLE = 'transform-unavailable';

/** The event as the plugin shall see it, or how the attempt ends without it. */
export type Transformed =
  { readonly event: StoredEvent; readonly shown: AttemptTransform; readonly result?: undefined } | { readonly result: DeliveryResult };

export interface TransformRequest {
  readonly code: string;
  readonly event: StoredEvent;
  readonly source: Pick<SourceConfig, 'id' | 'slug'>;
  readonly subscriptionId: Uuid;
}

/** Runs a subscription's transform within an attempt's time. `'shutdown'` = that cut it. */
export async function transformEvent(
  pool: Pick<TransformPool, 'run'> | undefined,
  { code, event, source, subscriptionId }: TransformRequest,
  time: Pick<AttemptTime, 'signal' | 'reason'>,
): Promise<Transformed | 'shutdown'> {
  const { signal } = time;
  let ran: TransformResult;
  try {
    if (!pool) throw new TransformUnavailableError('this process runs no transforms');
    ran = await pool.run(
      { code, event, source: { id: source.id, slug: source.slug } },
      { projectId: event.projectId, key: subscriptionId, signal },
    );
  } catch (error) {
    if (time.reason() === 'shutdown') return 'shutdown';
    return { result: unavailable(error instanceof TransformUnavailableError ? error.message : 'it waited too long for its turn') };
  }
  const shown = shownTransform(ran, event.body.length);
  if (!ran.ok)
    return {
      result: { outcome: 'failed', reason: TRANSFORM_FAILED, exchange: { ...errorExchange(sentence(ran.fault)), transform: shown } },
    };
  return { event: { ...event, headers: ran.headers, body: ran.body }, shown };
}

/** The attempt shows what its transform made, whatever became of it. */
export function withTransform(result: DeliveryResult, shown: AttemptTransform | undefined): DeliveryResult {
  return shown ? { ...result, exchange: { ...result.exchange, transform: shown } } : result;
}

function shownTransform(ran: TransformResult, inputBytes: number): AttemptTransform {
  const { logs, durationMs } = ran;
  if (!ran.ok) return { inputBytes, outputBytes: null, output: null, truncated: false, durationMs, logs, fault: ran.fault };
  const { body } = ran;
  return {
    ...{ inputBytes, outputBytes: body.length, output: shownText(body), truncated: body.length > MAX_SHOWN_OUTPUT_BYTES },
    ...{ durationMs, logs, fault: null },
  };
}

/** Cut between characters. */
function shownText(body: Buffer): string {
  let end = Math.min(body.length, MAX_SHOWN_OUTPUT_BYTES);
  while (end > 0 && end < body.length && ((body[end] ?? 0) & 0xc0) === 0x80) end--;
  return body.toString('utf8', 0, end);
}

function sentence({ message, line, column }: TransformFault): string {
  const place = line === null ? '' : ` (line ${line}${column === null ? '' : `, column ${column}`})`;
  return `The transform failed: ${message}${place}`;
}

function unavailable(why: string): DeliveryResult {
  return {
    outcome: 'retry',
    reason: TRANSFORM_UNAVAILABLE,
    failure: 'network',
    exchange: errorExchange(`The transform could not be run: ${why}.`),
  };
}
