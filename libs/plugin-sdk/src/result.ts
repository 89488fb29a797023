import type { AttemptExchange, FailureKind, OutboundResponse } from '@posthorn/contracts';

/**
 * What an attempt means, complete as the relay keeps it.
 * - `delivered`: it arrived.
 * - `retry`: worth another try, unless the destination's `retryOn` leaves `failure` out.
 * - `failed`: trying again is pointless.
 * - `disable`: the receiver wants no more of anything; the delivery fails and the destination is disabled.
 */
export type DeliveryResult =
  | { readonly outcome: 'delivered'; readonly exchange: AttemptExchange }
  | {
      readonly outcome: 'retry';
      readonly reason: string;
      readonly failure: FailureKind;
      /** Not before this many milliseconds from now (a receiver's `Retry-After`). */
      readonly retryAfterMs?: number | undefined;
      /** Said by the relay alone: nobody's fault that this delivery could know of, so no entry of its schedule is used up. */
      readonly sparesSlot?: boolean;
      readonly exchange: AttemptExchange;
    }
  | { readonly outcome: 'failed'; readonly reason: string; readonly exchange: AttemptExchange }
  | { readonly outcome: 'disable'; readonly reason: string; readonly exchange: AttemptExchange };

/** What history shall show of an attempt; all of it may be left out. */
export interface ResultRecord {
  /** In place of what the relay has recorded of the plugin's `fetch` and `mail`. */
  readonly exchange?: AttemptExchange | undefined;
  /** The answer that decided, where there was more than one; else the last is shown. */
  readonly response?: OutboundResponse | undefined;
  /** A sentence for the operator. */
  readonly detail?: string | undefined;
}

/**
 * What `deliver` returns, or throws as a {@link ThrownResult}: a {@link DeliveryResult} of which the relay fills in what is left out.
 * `reason` is a code such as `http-503` or `quota-exceeded`, at most 200 characters, never a sentence and never a value that was sent.
 */
export type PluginResult =
  | ({ readonly outcome: 'delivered' } & ResultRecord)
  | ({
      readonly outcome: 'retry';
      readonly reason: string;
      /** What the destination's `retryOn` judges: the answer's status where there is an answer, else `network`. */
      readonly failure?: FailureKind | undefined;
      readonly retryAfterMs?: number | undefined;
    } & ResultRecord)
  | ({ readonly outcome: 'failed'; readonly reason: string } & ResultRecord)
  | ({ readonly outcome: 'disable'; readonly reason: string } & ResultRecord);

export interface RetryOptions extends ResultRecord {
  /** Not before this many milliseconds from now; the relay's own schedule where that is later, and at most 24 hours. */
  readonly afterMs?: number | undefined;
  readonly failure?: FailureKind | undefined;
}

/** It arrived. `response` is the answer that says so. */
export function delivered(response?: OutboundResponse): PluginResult {
  return { outcome: 'delivered', response };
}

/** Worth another try, by the destination's schedule or after `afterMs`. */
export function retry(reason: string, { afterMs, ...rest }: RetryOptions = {}): PluginResult {
  return { outcome: 'retry', reason, retryAfterMs: afterMs, ...rest };
}

/** Trying again is pointless until a person changes something. */
export function failed(reason: string, record: ResultRecord = {}): PluginResult {
  return { outcome: 'failed', reason, ...record };
}

/** The receiver wants no more of anything: the delivery fails and the destination is disabled, with all that waits for it. */
export function disable(reason: string, record: ResultRecord = {}): PluginResult {
  return { outcome: 'disable', reason, ...record };
}
