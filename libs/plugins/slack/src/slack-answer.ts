import {
  type AttemptExchange,
  type DeliveryResult,
  headerValue,
  MAX_RESPONSE_BODY_BYTES,
  type OutboundResponse,
  parseRetryAfterMs,
  recordResponse,
} from '@posthorn/plugin-sdk';

/** Errors of `chat.postMessage` that pass, https://docs.slack.dev/reference/methods/chat.postMessage#errors, with the HTTP status that they amount to. */
const PASSING_ERRORS: Readonly<Record<string, number>> = {
  ratelimited: 429,
  rate_limited: 429,
  message_limit_exceeded: 429,
  internal_error: 500,
  fatal_error: 500,
  service_unavailable: 503,
  request_timeout: 504,
  team_added_to_org: 503,
};

interface AnswerParts {
  readonly request: AttemptExchange['request'];
  readonly response: OutboundResponse;
  readonly secretValues: readonly string[];
  readonly nowMs: number;
}

/** An Incoming Webhook answers in plain text: `ok`, or an error's name with a 4xx (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export function judgeWebhookAnswer(parts: AnswerParts): DeliveryResult {
  const { status, body } = parts.response;
  if (status >= 200 && status < 300) return { outcome: 'delivered', exchange: exchangeOf(parts) };
  if (isPassingStatus(status)) return retry(parts, `http-${status}`, status);
  return { outcome: 'failed', reason: errorReason(body.toString('utf8').trim()) ?? `http-${status}`, exchange: exchangeOf(parts) };
}

/** The Web API answers 200 with `{"ok": false, "error": "…"}` for what it refuses. */
export function judgeApiAnswer(parts: AnswerParts): DeliveryResult {
  const { status, body } = parts.response;
  if (isPassingStatus(status)) return retry(parts, `http-${status}`, status);
  const answer = parseAnswer(body);
  if (answer.ok === true && status < 300) return { outcome: 'delivered', exchange: exchangeOf(parts) };
  const error = typeof answer.error === 'string' ? answer.error : '';
  const passing = Object.hasOwn(PASSING_ERRORS, error) ? PASSING_ERRORS[error] : undefined;
  if (passing !== undefined) return retry(parts, `slack-${error}`, passing);
  const reason = errorReason(error);
  if (reason !== null) return { outcome: 'failed', reason, exchange: exchangeOf(parts) };
  // Neither yes nor no: not Slack, or something between.
  return status >= 400
    ? { outcome: 'failed', reason: `http-${status}`, exchange: exchangeOf(parts) }
    : retry(parts, 'slack-unreadable-answer', 502);
}

const isPassingStatus = (status: number) => status >= 500 || status === 429 || status === 408 || (status >= 300 && status < 400);
const errorReason = (error: string) => (/^[a-z][a-z0-9_]{1,63}$/.test(error) ? `slack-${error}` : null);

function retry(parts: AnswerParts, reason: string, status: number): DeliveryResult {
  const retryAfterMs = parseRetryAfterMs(headerValue(parts.response.headers, 'retry-after'), parts.nowMs);
  return { outcome: 'retry', reason, failure: { status }, retryAfterMs, exchange: exchangeOf(parts) };
}

/** Slack echoes the message, so more is read than is kept. */
function exchangeOf({ request, response, secretValues }: AnswerParts): AttemptExchange {
  const over = response.body.length > MAX_RESPONSE_BODY_BYTES;
  const kept = over ? { ...response, body: response.body.subarray(0, MAX_RESPONSE_BODY_BYTES), truncated: true } : response;
  return { request, response: recordResponse(kept, secretValues), error: null };
}

function parseAnswer(body: Buffer): { ok?: unknown; error?: unknown } {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
