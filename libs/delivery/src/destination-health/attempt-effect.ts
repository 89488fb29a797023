import type { DeliveryResult } from '@posthorn/plugin-sdk';
import { TRANSFORM_UNAVAILABLE } from '../transform/attempt-transform.js';

/**
 * What an attempt says of its receiver. `arrived`; `refused`: it answered and did not take the event (most 3xx and 4xx), so it is there;
 * `failed`: it is not well, or so slow or busy that it should get less; `nothing`: we never came so far as to ask it.
 */
export type AttemptEffect = 'arrived' | 'refused' | 'failed' | 'nothing';

const TOO_MANY_REQUESTS = 429;

export function effectOf(result: DeliveryResult | 'shutdown'): AttemptEffect {
  if (result === 'shutdown') return 'nothing';
  switch (result.outcome) {
    case 'delivered':
      return 'arrived';
    case 'retry':
      if (result.reason === TRANSFORM_UNAVAILABLE || result.sparesSlot) return 'nothing';
      return typeof result.failure === 'object' && isRefusal(result.failure.status) ? 'refused' : 'failed';
    case 'failed':
    case 'disable':
      // A refused address, a configuration or template that does not work: an operator's mistake, seen before anything was sent.
      return result.exchange.response === null ? 'nothing' : 'refused';
  }
}

function isRefusal(status: number): boolean {
  return status < 500 && status !== TOO_MANY_REQUESTS;
}
