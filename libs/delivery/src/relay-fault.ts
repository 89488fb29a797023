import { TRANSFORM_UNAVAILABLE } from './transform/attempt-transform.js';

/** What an attempt ends with where the receiver was not at fault, and perhaps never asked: no thread for the transform, a plugin that threw. */
const RELAY_FAULTS: ReadonlySet<string> = new Set([TRANSFORM_UNAVAILABLE, 'plugin-error', 'plugin-crashed']);

/** Such an attempt is tried again whatever `retryOn` says: that sorts the receiver's failures. */
export function isRelayFault(reason: string): boolean {
  return RELAY_FAULTS.has(reason);
}
