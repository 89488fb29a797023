import { MAX_RETRY_AFTER_MS, type AttemptExchange, type AttemptOutcome, type DeliveryReason } from '@posthorn/contracts';
import { errorExchange, type DeliveryResult } from '@posthorn/plugin-sdk';
import { isRetryable, nextAttemptDelayMs, type ResolvedRetry } from '@posthorn/routing';
import type { NextStep } from '@posthorn/store';
import { isRelayFault } from './relay-fault.js';

/** What an attempt meant, and what follows from it. */
export interface Verdict {
  readonly outcome: AttemptOutcome;
  readonly reason: string | null;
  readonly exchange: AttemptExchange;
  readonly next: NextStep;
  /** The receiver wants no more of anything. */
  readonly disablesDestination: boolean;
  /** How long the receiver asked the whole destination to wait; 0 = not at all. */
  readonly slowDownMs: number;
}

/** Where the delivery stands: schedule entries used up before this attempt, attempts begun before it, and whether others of its key wait for its end. */
export interface Standing {
  readonly slot: number;
  readonly attempts: number;
  readonly order?: unknown;
}

/** What was hit by another's fault comes again this soon. */
const SPARED_DELAY_MS = 1_000;

/** Reads a plugin's result by the retry policy. `leftMs`: until the event expires, which cuts the schedule. */
export function verdictOf(result: DeliveryResult, retry: ResolvedRetry, at: Standing, leftMs = Infinity): Verdict {
  const base = { exchange: result.exchange, disablesDestination: false, slowDownMs: 0 };
  switch (result.outcome) {
    case 'delivered':
      return { ...base, outcome: 'delivered', reason: null, next: { status: 'delivered' } };
    case 'failed':
      return { ...base, outcome: 'failed', reason: result.reason, next: { status: 'failed', reason: result.reason } };
    case 'disable':
      return {
        ...base,
        outcome: 'failed',
        reason: result.reason,
        next: { status: 'failed', reason: result.reason },
        disablesDestination: true,
      };
    case 'retry':
      return retryVerdict(result, retry, at, leftMs);
  }
}

function retryVerdict(result: Extract<DeliveryResult, { outcome: 'retry' }>, retry: ResolvedRetry, at: Standing, leftMs: number): Verdict {
  const { reason, exchange } = result;
  const retryAfterMs = Math.min(result.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
  const base = { reason, exchange, disablesDestination: false, slowDownMs: retryAfterMs };
  if (result.sparesSlot) {
    const delayMs = Math.max(retryAfterMs, SPARED_DELAY_MS);
    const standing = { slot: at.slot, attempts: at.attempts + 1 };
    return { ...base, outcome: 'retry', next: nextStep(delayMs, leftMs, standing, 'exhausted') };
  }
  if (!isRelayFault(reason) && !isRetryable(retry.retryOn, result.failure))
    return { ...base, outcome: 'failed', next: { status: 'failed', reason } };
  const slot = at.slot + 1;
  const delayMs = nextAttemptDelayMs({ delaysMs: retry.delaysMs, slot, retryAfterMs });
  return {
    ...base,
    outcome: 'retry',
    next: nextStep(delayMs, leftMs, { slot, attempts: at.attempts + 1 }, at.order ? 'order-parked' : 'exhausted'),
  };
}

function nextStep(
  delayMs: number | null,
  leftMs: number,
  standing: { readonly slot: number; readonly attempts: number },
  end: DeliveryReason,
): NextStep {
  if (delayMs === null) return failed(end);
  return delayMs >= leftMs ? failed('event-expired') : { status: 'scheduled', delayMs, ...standing };
}

function failed(reason: DeliveryReason): NextStep {
  return { status: 'failed', reason };
}

/** Cut short by this process's own end: never the receiver's fault, and no slot is used up. */
export function shutdownVerdict(at: Standing): Verdict {
  return {
    outcome: 'retry',
    reason: 'shutdown',
    exchange: errorExchange('The relay was shut down during this attempt.'),
    next: { status: 'scheduled', delayMs: 0, slot: at.slot, attempts: at.attempts + 1 },
    disablesDestination: false,
    slowDownMs: 0,
  };
}
