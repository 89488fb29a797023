import {
  type Clock,
  delivered,
  failed,
  headerValue,
  type OutboundResponse,
  parseRetryAfterMs,
  type PluginResult,
  retry,
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

/** An Incoming Webhook answers in plain text: `ok`, or an error's name with a 4xx (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export function judgeWebhookAnswer(response: OutboundResponse, clock: Clock): PluginResult {
  const { status, body } = response;
  if (status >= 200 && status < 300) return delivered(response);
  if (isPassingStatus(status)) return later(response, clock, `http-${status}`, status);
  return failed(errorReason(body.toString('utf8').trim()) ?? `http-${status}`, { response });
}

/** The Web API answers 200 with `{"ok": false, "error": "…"}` for what it refuses. */
export function judgeApiAnswer(response: OutboundResponse, clock: Clock): PluginResult {
  const { status, body } = response;
  if (isPassingStatus(status)) return later(response, clock, `http-${status}`, status);
  const answer = parseAnswer(body);
  if (answer.ok === true && status < 300) return delivered(response);
  const error = typeof answer.error === 'string' ? answer.error : '';
  const passing = Object.hasOwn(PASSING_ERRORS, error) ? PASSING_ERRORS[error] : undefined;
  if (passing !== undefined) return later(response, clock, `slack-${error}`, passing);
  const reason = errorReason(error);
  if (reason !== null) return failed(reason, { response });
  // Neither yes nor no: not Slack, or something between.
  return status >= 400 ? failed(`http-${status}`, { response }) : later(response, clock, 'slack-unreadable-answer', 502);
}

const isPassingStatus = (status: number) => status >= 500 || status === 429 || status === 408 || (status >= 300 && status < 400);
const errorReason = (error: string) => (/^[a-z][a-z0-9_]{1,63}$/.test(error) ? `slack-${error}` : null);

function later(response: OutboundResponse, clock: Clock, reason: string, status: number): PluginResult {
  const afterMs = parseRetryAfterMs(headerValue(response.headers, 'retry-after'), clock.now());
  return retry(reason, { failure: { status }, afterMs, response });
}

function parseAnswer(body: Buffer): { ok?: unknown; error?: unknown } {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
