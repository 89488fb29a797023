import type { Uuid } from './ids.js';
import type { RetryPolicy } from './retry.js';

/** A destination as the relay keeps it in memory, its secrets in the clear. */
export interface DestinationConfig {
  readonly id: Uuid;
  readonly projectId: Uuid;
  readonly name: string;
  /** The plugin's type. */
  readonly plugin: string;
  readonly config: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  /** Secrets that were rotated out and are still honoured, by name, newest first. */
  readonly previousSecrets: readonly PreviousSecret[];
  readonly timeoutMs: number;
  readonly maxConcurrency: number;
  readonly rateLimit: RateLimit | null;
  readonly retry: RetryPolicy | null;
  /** Nothing but failures for so long, and it is disabled; 0 = never. */
  readonly disableAfterSeconds: number;
  readonly status: DestinationStatus;
}

/** At most `count` attempts begin in any `perSeconds`, over all processes. */
export interface RateLimit {
  readonly count: number;
  readonly perSeconds: number;
}

export const MAX_RATE_COUNT = 10_000;
export const MAX_RATE_SECONDS = 86_400;

export interface PreviousSecret {
  readonly name: string;
  readonly value: string;
  readonly expiresAtMs: number;
}

/** `paused`: deliveries wait. `disabled`: waiting and new deliveries become failed (`destination-disabled`). */
export const DESTINATION_STATUSES = ['enabled', 'paused', 'disabled'] as const;
export type DestinationStatus = (typeof DESTINATION_STATUSES)[number];

export const DEFAULT_TIMEOUT_MS = 15_000;
export const MAX_TIMEOUT_MS = 60_000;
export const DEFAULT_MAX_CONCURRENCY = 32;
/** Five days: the longest schedule ends within them, and a holiday does too. */
export const DEFAULT_DISABLE_AFTER_SECONDS = 432_000;

/** Whether deliveries are tried: `open` = they wait in the queue, `half-open` = one is under way as a probe. */
export const BREAKER_STATES = ['closed', 'open', 'half-open'] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];
