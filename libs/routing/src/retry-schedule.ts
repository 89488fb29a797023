import { DEFAULT_RETRY_ON, MAX_RETRY_AFTER_MS, parseDurationMs, RETRY_JITTER, RETRY_PRESETS, type RetryPolicy } from '@posthorn/contracts';
import { parseRetryOn, type RetryOn } from './retry-on.js';

/** A policy made ready for arithmetic. */
export interface ResolvedRetry {
  /** Before each attempt, the first one included. */
  readonly delaysMs: readonly number[];
  readonly retryOn: RetryOn;
}

/**
 * The policy that counts: what the subscription says, else the destination, else the standard preset. Schedule and `retryOn` are
 * looked up each for itself, so that a subscription may narrow `retryOn` and keep its destination's schedule.
 */
export function resolveRetry(subscription: RetryPolicy | null, destination: RetryPolicy | null): ResolvedRetry {
  const schedule = scheduleOf(subscription) ?? scheduleOf(destination) ?? RETRY_PRESETS.standard;
  const retryOn = parseRetryOn(subscription?.retryOn ?? destination?.retryOn ?? DEFAULT_RETRY_ON);
  return { delaysMs: schedule.map((entry) => parseDurationMs(entry) ?? 0), retryOn };
}

function scheduleOf(policy: RetryPolicy | null): readonly string[] | null {
  return policy?.schedule ?? (policy?.preset ? RETRY_PRESETS[policy.preset] : null);
}

export interface NextAttempt {
  readonly delaysMs: readonly number[];
  /** Slots that are used up: 0 before the first attempt, 1 after it. */
  readonly slot: number;
  /** From the end of the attempt; the receiver's `Retry-After`. */
  readonly retryAfterMs?: number | null | undefined;
  /** In [0, 1). */
  readonly random?: () => number;
}

/** Milliseconds until the next attempt, spread by ±20 %; `null` when the schedule is used up. `Retry-After` counts where it is longer. */
export function nextAttemptDelayMs({ delaysMs, slot, retryAfterMs, random = Math.random }: NextAttempt): number | null {
  const delayMs = delaysMs[slot];
  if (delayMs === undefined) return null;
  const spreadMs = Math.round(delayMs * (1 + RETRY_JITTER * (2 * random() - 1)));
  return Math.max(spreadMs, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}
