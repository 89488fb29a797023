import { type AttemptExchange, type FailureKind, MailRefusedError, MAX_RESPONSE_BODY_BYTES, OutboundError } from '@posthorn/contracts';
import { classifyOutboundError } from '../classify.js';
import type { DeliveryResult } from '../result.js';
import { isTemplateError } from '../template-error.js';
import { thrownResultOf } from '../thrown-result.js';
import type { ExchangeRecorder } from './exchange-recorder.js';

const MAX_REASON_CHARS = 200;
const MAX_DETAIL_CHARS = 2_000;
const MAX_SHOWN_HEADERS = 500;

/**
 * What a plugin returned, completed and with every secret cut out; `null` if it is no result. A plugin in JavaScript may return anything, a
 * proxy that throws included.
 */
export function readResult(value: unknown, recorder: ExchangeRecorder): DeliveryResult | null {
  try {
    return typeof value === 'object' && value !== null ? complete(value, recorder) : null;
  } catch {
    return null;
  }
}

/**
 * What it means that a plugin threw this; `null` if it is the plugin's own fault. An abort is never a result: only the relay knows whether it
 * gave up for the timeout or for a shutdown.
 */
export function readThrown(error: unknown, recorder: ExchangeRecorder): DeliveryResult | null {
  const thrown = thrownResultOf(error);
  if (thrown !== undefined) return readResult(thrown, recorder);
  const exchange = recorder.exchangeOf();
  if (error instanceof OutboundError) {
    if (error.code === 'aborted') return null;
    return { ...classifyOutboundError(error), exchange: { ...exchange, response: null, error: recorder.text(error.message) } };
  }
  if (error instanceof MailRefusedError) {
    const reason = `smtp-${error.responseCode}`;
    // RFC 5321 section 4.2.1: 4yz passes, 5yz stays.
    return error.responseCode < 500 ? { outcome: 'retry', reason, failure: 'network', exchange } : { outcome: 'failed', reason, exchange };
  }
  if (isTemplateError(error)) {
    return { outcome: 'failed', reason: 'template-failed', exchange: { ...exchange, error: recorder.text(error.message) } };
  }
  return null;
}

type Unchecked = Readonly<Record<string, unknown>>;

function complete(value: Unchecked | object, recorder: ExchangeRecorder): DeliveryResult | null {
  const { outcome, reason, failure, retryAfterMs, exchange: own, response, detail }: Unchecked = { ...value };
  const shown = isExchange(own) ? recorder.clean(bounded(own)) : recorder.exchangeOf(response);
  const exchange = typeof detail === 'string' ? { ...shown, error: recorder.text(storable(detail, MAX_DETAIL_CHARS)) } : shown;
  if (outcome === 'delivered') return { outcome, exchange };
  if (!isReason(reason)) return null;
  const clean = recorder.text(reason);
  if (outcome === 'failed' || outcome === 'disable') return { outcome, reason: clean, exchange };
  if (outcome !== 'retry' || !(retryAfterMs === undefined || isDelay(retryAfterMs))) return null;
  const kind = failure === undefined ? failureOf(exchange) : failure;
  return isFailure(kind) ? { outcome, reason: clean, failure: kind, retryAfterMs, exchange } : null;
}

function failureOf({ request, response }: AttemptExchange): FailureKind {
  // An SMTP reply is no status that `retryOn` speaks of.
  return response === null || request?.method === 'SMTP' ? 'network' : { status: response.status };
}

/** Stored as it is, and Postgres stores no NUL. */
function isReason(reason: unknown): reason is string {
  return typeof reason === 'string' && reason.length <= MAX_REASON_CHARS && !reason.includes('\0');
}

function isDelay(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isFailure(value: unknown): value is FailureKind {
  if (value === 'network' || value === 'timeout') return true;
  return typeof value === 'object' && value !== null && 'status' in value && Number.isInteger(value.status);
}

function isExchange(value: unknown): value is AttemptExchange {
  if (typeof value !== 'object' || value === null) return false;
  const { request, response, error }: Unchecked = { ...value };
  return (request === null || isRequest(request)) && (response === null || isResponse(response)) && (error === null || isText(error));
}

function isRequest(value: unknown): boolean {
  const { method, url, headers, bodyBytes }: Unchecked = { ...Object(value) };
  return isText(method) && isText(url) && isHeaders(headers) && Number.isFinite(bodyBytes);
}

function isResponse(value: unknown): boolean {
  const { status, headers, body, encoding }: Unchecked = { ...Object(value) };
  return Number.isInteger(status) && isHeaders(headers) && isText(body) && (encoding === undefined || encoding === 'base64');
}

function isHeaders(value: unknown): boolean {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && isText(pair[0]) && isText(pair[1]));
}

const isText = (value: unknown) => typeof value === 'string';

/** As much as history keeps of what a plugin put down by itself. */
function bounded({ request, response, error }: AttemptExchange): AttemptExchange {
  return {
    request: request && { ...request, headers: request.headers.slice(0, MAX_SHOWN_HEADERS) },
    response: response && {
      ...response,
      headers: response.headers.slice(0, MAX_SHOWN_HEADERS),
      body: storable(response.body, maxBodyChars(response)),
      truncated: response.truncated || response.body.length > maxBodyChars(response),
    },
    error: error === null ? null : storable(error, MAX_DETAIL_CHARS),
  };
}

/** Base64 has four characters for three bytes. */
function maxBodyChars({ encoding }: { readonly encoding?: 'base64' }): number {
  return encoding === 'base64' ? Math.ceil(MAX_RESPONSE_BODY_BYTES / 3) * 4 : MAX_RESPONSE_BODY_BYTES;
}

function storable(text: string, maxChars: number): string {
  const cut = text.length > maxChars ? text.slice(0, maxChars) : text;
  return cut.includes('\0') ? cut.replaceAll('\0', '\uFFFD') : cut;
}
