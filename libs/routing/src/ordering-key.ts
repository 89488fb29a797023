import { createHash } from 'node:crypto';
import type { Rule, Uuid } from '@posthorn/contracts';
import { compileRule, type RuleContext } from './rule.reader.js';

const KEY_BYTES = 16;

/** What stands for the value of a subscription's ordering key in one request; `null` = the request has no such value. */
export type OrderingKeyReader = (request: RuleContext) => Buffer | null;

/** Makes a reader of an ordering key: 16 bytes of SHA-256(subscription, value), so that equal values of two subscriptions differ. */
export function compileOrderingKey(subscriptionId: Uuid, rule: Rule): OrderingKeyReader {
  const read = compileRule(rule);
  return (request) => {
    const value = read(request);
    if (!('text' in value)) return null;
    return createHash('sha256').update(subscriptionId).update(value.text).digest().subarray(0, KEY_BYTES);
  };
}
