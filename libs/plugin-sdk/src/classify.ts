import { type AttemptExchange, type Clock, OutboundError, type OutboundResponse } from '@posthorn/contracts';
import { headerValue } from './redact.js';
import { delivered, disable, type DeliveryResult, type PluginResult, retry } from './result.js';
import { parseRetryAfterMs } from './retry-after.js';

/**
 * What an HTTP answer usually means: 2xx arrived, 410 asks for no more of anything (`disable`, reason `gone`), everything else, redirects
 * included, is worth another try (`http-<status>`), not before what `Retry-After` asks for. The destination's `retryOn` may still make it final.
 */
export function classifyResponse(response: OutboundResponse, clock: Clock): PluginResult {
  const { status, headers } = response;
  if (status >= 200 && status < 300) return delivered(response);
  if (status === 410) return disable('gone', { response });
  const afterMs = parseRetryAfterMs(headerValue(headers, 'retry-after'), clock.now());
  return retry(`http-${status}`, { failure: { status }, afterMs, response });
}

/**
 * What it means that there is no answer. An address or request that cannot work stays so and fails at once; everything else is worth
 * another try. `aborted`, and what is no {@link OutboundError}, is thrown on: only the relay knows whether it gave up for the timeout or
 * for a shutdown, and a plugin's own fault is not the receiver's.
 */
export function classifyOutboundError(error: unknown, request: AttemptExchange['request'] = null): DeliveryResult {
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
