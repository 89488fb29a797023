import type { Uuid } from './ids.js';
import type { RetryPolicy } from './retry.js';
import type { Rule } from './rule.js';
import type { Transform } from './transform.js';

/** A subscription as the relay keeps it in memory. */
export interface SubscriptionConfig {
  readonly id: Uuid;
  readonly projectId: Uuid;
  /** `null` = every source of the project. */
  readonly sourceId: Uuid | null;
  readonly destinationId: Uuid;
  /** Exact, or with `*` for one dotted segment and `**` for any rest. */
  readonly eventTypes: readonly string[];
  /** As it was written, in the syntax of `libs/routing/src/filter`; `null` = everything passes. */
  readonly filter: unknown;
  /** Changes each event before it is delivered; `null` = the exact bytes received. */
  readonly transform: Transform | null;
  readonly delaySeconds: number;
  /** Events with one value keep their order; `null` = in no order. */
  readonly orderingKey: Rule | null;
  readonly retry: RetryPolicy | null;
  readonly status: SubscriptionStatus;
}

/** `paused`: deliveries are made and wait. `disabled`: matches nothing. */
export const SUBSCRIPTION_STATUSES = ['enabled', 'paused', 'disabled'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** Stands for the subscription of a delivery that has none: a person replayed its event to a destination. */
export const NO_SUBSCRIPTION: Uuid = '00000000-0000-0000-0000-000000000000';
