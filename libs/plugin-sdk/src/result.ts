import type { AttemptExchange, FailureKind } from '@posthorn/contracts';

/**
 * What an attempt means.
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
      readonly exchange: AttemptExchange;
    }
  | { readonly outcome: 'failed'; readonly reason: string; readonly exchange: AttemptExchange }
  | { readonly outcome: 'disable'; readonly reason: string; readonly exchange: AttemptExchange };
