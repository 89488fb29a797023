import {
  classifyResponse,
  type Clock,
  delivered,
  failed,
  type FailureKind,
  MAX_RESPONSE_BODY_BYTES,
  type OutboundResponse,
  parseRulePath,
  type PluginResult,
  retry,
  valueAtPath,
} from '@posthorn/plugin-sdk';
import type { FailureRule } from './answer.config.js';
import type { HttpConfig } from './http.config.js';

/** More of an answer is read only where a rule looks into it. */
const MAX_JUDGED_BYTES = 262_144;
/** A 2xx that is no success has no place in `retryOn`; it counts as the receiver's own trouble. */
const COUNTS_AS: FailureKind = { status: 500 };

export function answerBytesOf({ failWhen }: HttpConfig): number {
  return failWhen.length > 0 ? MAX_JUDGED_BYTES : MAX_RESPONSE_BODY_BYTES;
}

/**
 * What an answer means. A 410 asks for no more of anything, unless the event named the address: then it speaks for that address alone, and
 * `isOfEvent` says so.
 */
export function judgeAnswer(config: HttpConfig, response: OutboundResponse, clock: Clock, isOfEvent: boolean): PluginResult {
  const { status } = response;
  if (isSuccess(config.successStatuses, status)) {
    const rule = config.failWhen.length > 0 ? failureIn(response, config.failWhen) : undefined;
    if (!rule) return delivered(response);
    const detail =
      'contains' in rule ? 'The answer holds a text of config.failWhen.' : `The answer has ${rule.path} as config.failWhen has it.`;
    return rule.then === 'fail'
      ? failed('failure-in-answer', { response, detail })
      : retry('failure-in-answer', { response, detail, failure: COUNTS_AS });
  }
  const usual = classifyResponse(response, clock);
  if (usual.outcome === 'delivered') return retry(`http-${status}`, { response, failure: COUNTS_AS });
  return usual.outcome === 'disable' && isOfEvent ? failed('gone', { response }) : usual;
}

function isSuccess(statuses: string, status: number): boolean {
  if (statuses === '2xx') return status >= 200 && status <= 299;
  return statuses.split(',').some((token) => {
    const text = token.trim();
    return text.endsWith('xx') ? Number(text[0]) === Math.floor(status / 100) : Number(text) === status;
  });
}

function failureIn({ body }: OutboundResponse, rules: readonly FailureRule[]): FailureRule | undefined {
  let json: { readonly value: unknown } | undefined;
  return rules.find((rule) => {
    if ('contains' in rule) return body.includes(rule.contains);
    json ??= { value: parsed(body) };
    return valueAtPath(json.value, parseRulePath(rule.path) ?? []) === rule.equals;
  });
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
