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
import { slackErrorName, slackVerdict } from './slack-errors.js';

/** A status with which an error that nobody has told of, and an answer that is none, are tried again. */
const UNKNOWN_STATUS = 502;

/** What a method of the Web API answered: its fields, or what the refusal means. */
export type ApiAnswer = { readonly fields: Readonly<Record<string, unknown>> } | { readonly refusal: PluginResult; readonly error: string };

/** An Incoming Webhook answers in plain text: `ok`, or an error's name with a 4xx (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export function judgeWebhookAnswer(response: OutboundResponse, clock: Clock): PluginResult {
  const { status, body } = response;
  if (status >= 200 && status < 300) return delivered(response);
  const error = isPassingStatus(status) ? null : slackErrorName(body.toString('utf8'));
  return error === null ? later(response, clock, `http-${status}`, status) : judgeError(error, response, clock, status);
}

/** The Web API answers 200 with `{"ok": false, "error": "…"}` for what it refuses. */
export function readApiAnswer(response: OutboundResponse, clock: Clock): ApiAnswer {
  const { status, body } = response;
  const fields = parseAnswer(body);
  if (fields['ok'] === true && status >= 200 && status < 300) return { fields };
  const error = (typeof fields['error'] === 'string' ? slackErrorName(fields['error']) : null) ?? '';
  return { refusal: judgeApiError(error, response, clock), error };
}

function judgeApiError(error: string, response: OutboundResponse, clock: Clock): PluginResult {
  const { status } = response;
  if (isPassingStatus(status)) return later(response, clock, `http-${status}`, status);
  if (error !== '') return judgeError(error, response, clock, status >= 400 ? status : UNKNOWN_STATUS);
  // Neither yes nor no: not Slack, or something between.
  return status >= 400
    ? later(response, clock, `http-${status}`, status)
    : later(response, clock, 'slack-unreadable-answer', UNKNOWN_STATUS);
}

function judgeError(error: string, response: OutboundResponse, clock: Clock, otherwiseStatus: number): PluginResult {
  const verdict = slackVerdict(error);
  const reason = `slack-${error}`;
  if (verdict && 'cure' in verdict) return failed(reason, { response, detail: verdict.cure });
  return later(response, clock, reason, verdict?.passesAs ?? otherwiseStatus);
}

const isPassingStatus = (status: number) => status >= 500 || status === 429 || status === 408 || (status >= 300 && status < 400);

function later(response: OutboundResponse, clock: Clock, reason: string, status: number): PluginResult {
  const afterMs = parseRetryAfterMs(headerValue(response.headers, 'retry-after'), clock.now());
  return retry(reason, { failure: { status }, afterMs, response });
}

function parseAnswer(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    return { ...Object(JSON.parse(body.toString('utf8'))) } as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
