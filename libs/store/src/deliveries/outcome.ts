import type { AttemptExchange, AttemptOutcome, DeliveryReason, Uuid } from '@posthorn/contracts';

/** Which delivery it is about. */
export interface DeliveryRef {
  readonly deliveryId: Uuid;
  readonly projectId: Uuid;
  readonly destinationId: Uuid;
  readonly subscriptionId: Uuid;
}

/** The place of a delivery within its ordering key. */
export interface OrderPlace {
  /** 16 bytes in hex. */
  readonly key: string;
  readonly no: number;
}

/** One finished attempt. */
export interface RecordedAttempt {
  /** From 1, as its holder counted: what the receiver saw as `posthorn-attempt`. */
  readonly number: number;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly outcome: AttemptOutcome;
  readonly reason: string | null;
  readonly exchange: AttemptExchange;
}

/** What happens to the delivery now. */
export type NextStep =
  | { readonly status: 'delivered' }
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'cancelled'; readonly reason: DeliveryReason }
  /** `slot`: entries of the schedule used up; `attempts`: begun so far. */
  | { readonly status: 'scheduled'; readonly delayMs: number; readonly slot: number; readonly attempts: number };

/** An outcome to record. `attempt` is null where the relay decides without trying (a disabled destination). */
export interface Outcome extends DeliveryRef {
  /** Whether it keeps a place within an ordering key; by default not. */
  readonly ordered?: boolean;
  readonly attempt: RecordedAttempt | null;
  readonly next: NextStep;
}
