import { type AttemptExchange, OutboundError } from '@posthorn/contracts';
import type { DeliveryResult } from './result.js';

/**
 * What it means that there is no answer. An address or request that cannot work stays so and fails at once; everything else is worth
 * another try. `aborted`, and what is no {@link OutboundError}, is thrown on: only the relay knows whether it gave up for the timeout or
 * for a shutdown, and a plugin's own fault is not the receiver's.
 */
export function classifyOutboundError(error: unknown, request: AttemptExchange['request']): DeliveryResult {
  if (!(error instanceof OutboundError) || error.code === 'aborted') throw error;
  const exchange: AttemptExchange = { request, response: null, error: error.message };
  switch (error.code) {
    case 'address-not-allowed':
    case 'invalid-url':
    case 'invalid-request':
      return { outcome: 'failed', reason: error.code, exchange };
    case 'timeout':
      return { outcome: 'retry', reason: 'timeout', failure: 'timeout', exchange };
    case 'network':
    case 'tls':
      return { outcome: 'retry', reason: error.code, failure: 'network', exchange };
  }
}
