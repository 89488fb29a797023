import { disable, failed, type PluginResult, type ResultRecord, retry, type RetryOptions } from './result.js';

/** Shared by all copies of this package in a process: a plugin may bring its own. */
const RESULT = Symbol.for('posthorn.plugin-result');

/** A result that is thrown, for plugins that find out deep down in a call. As good as returning it. */
export abstract class ThrownResult extends Error {
  readonly [RESULT]: PluginResult;

  constructor(result: PluginResult) {
    super(result.outcome === 'delivered' ? 'delivered' : result.reason);
    this[RESULT] = result;
  }
}

/** Throws {@link retry}. */
export class DeliveryRetry extends ThrownResult {
  override readonly name = 'DeliveryRetry';

  constructor(reason: string, options?: RetryOptions) {
    super(retry(reason, options));
  }
}

/** Throws {@link failed}. */
export class DeliveryFailed extends ThrownResult {
  override readonly name = 'DeliveryFailed';

  constructor(reason: string, record?: ResultRecord) {
    super(failed(reason, record));
  }
}

/** Throws {@link disable}. */
export class DestinationRefused extends ThrownResult {
  override readonly name = 'DestinationRefused';

  constructor(reason: string, record?: ResultRecord) {
    super(disable(reason, record));
  }
}

/** The result that was thrown; `undefined` if this is another error. Not checked: a plugin may be plain JavaScript. */
export function thrownResultOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && RESULT in error ? error[RESULT] : undefined;
}
