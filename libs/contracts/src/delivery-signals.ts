import type { AttemptExchange, AttemptOutcome } from './delivery.js';
import type { Uuid } from './ids.js';

/** How the admin API tells this process's deliveries of what people decided; the relay binds it to `libs/delivery`. */
export interface DeliverySignals {
  /** No attempt of these starts any more. Their rows are already written. */
  cancelled(deliveryIds: readonly Uuid[]): void;
  /** Something became due: look at the queue. With a destination, a person insists: a quiet that its receiver asked for is over. */
  due(destinationId?: Uuid): void;
}

/** Sends a sample to a destination at once; the relay binds it to `libs/delivery`. */
export interface DestinationTester {
  test(destinationId: Uuid): Promise<DestinationTestResult>;
}

export interface DestinationTestResult {
  readonly id: Uuid;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly outcome: AttemptOutcome;
  readonly reason: string | null;
  readonly exchange: AttemptExchange;
}
