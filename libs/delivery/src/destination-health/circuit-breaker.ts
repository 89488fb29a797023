import type { BreakerState } from '@posthorn/contracts';

/** In a row, with no success between them. More than any one delivery fails within its first minute, by every preset. */
const OPEN_AFTER = 10;
/** Or so many of so many within so long: a receiver that answers now and then is down as well. */
const OPEN_RATE = 0.75;
const OPEN_RATE_OF = 40;
const WINDOW_MS = 30_000;
/** The first is so short that nobody notices it after a blip; one that is down for days gets a probe a minute. */
const FIRST_PAUSE_MS = 1_000;
export const MAX_PAUSE_MS = 60_000;
const PAUSE_JITTER = 0.2;
/** A probe outlives neither the longest timeout nor its grace; after that, whoever sent it is gone. */
const PROBE_LOST_MS = 75_000;

/** What a breaker shares with its like in other processes. */
export interface SharedBreaker {
  readonly state: BreakerState;
  readonly sinceMs: number;
  readonly nextProbeAtMs: number | null;
  readonly pauses: number;
}

/**
 * Whether deliveries to a destination are tried at all.
 *
 *     closed ──10 failures in a row, or 3 of 4 in a window──▶ open ──its pause is over, or a person insists──▶ half-open
 *        ▲                                                     ▲                                                  │ one probe
 *        └───────────────────── it succeeds ───────────────────┼──────────────────────────────────────────────────┤
 *                                                              └──── it fails: the next pause is twice as long ───┘
 *
 * Attempts begun before it opened change nothing any more. Times are milliseconds since the epoch, given by the caller.
 */
export class CircuitBreaker {
  private current: SharedBreaker;
  private inARow = 0;
  private window = { beganMs: 0, attempts: 0, failures: 0 };

  constructor(
    nowMs: number,
    private readonly random: () => number = Math.random,
  ) {
    this.current = closedAt(nowMs);
  }

  get shared(): SharedBreaker {
    return this.current;
  }

  get isClosed(): boolean {
    return this.current.state === 'closed';
  }

  /** Whether one attempt may begin although the breaker is not closed. */
  isProbeDue(nowMs: number): boolean {
    const { state, nextProbeAtMs, sinceMs } = this.current;
    if (state === 'closed' || nextProbeAtMs === null) return false;
    // A clock that was set back must not make a pause of a minute one of a year.
    const longestMs = state === 'half-open' ? PROBE_LOST_MS : MAX_PAUSE_MS * (1 + PAUSE_JITTER);
    return nextProbeAtMs <= nowMs || nextProbeAtMs > nowMs + longestMs || sinceMs > nowMs + longestMs;
  }

  /** How long until then; 0 = now, or closed. */
  untilProbeMs(nowMs: number): number {
    return this.isProbeDue(nowMs) ? 0 : Math.max(0, (this.current.nextProbeAtMs ?? 0) - nowMs);
  }

  /** An attempt begins. Answers whether it is the probe. */
  begin(nowMs: number): boolean {
    if (this.isClosed) return false;
    this.current = { ...this.current, state: 'half-open', sinceMs: nowMs, nextProbeAtMs: nowMs + PROBE_LOST_MS };
    return true;
  }

  /** Answers whether the state has changed. */
  succeeded(nowMs: number, isProbe: boolean): boolean {
    if (!this.isClosed) return isProbe && this.close(nowMs);
    this.inARow = 0;
    this.count(nowMs, 0);
    return false;
  }

  /** Answers whether the state has changed. */
  failed(nowMs: number, isProbe: boolean): boolean {
    if (!this.isClosed) return isProbe && this.open(nowMs);
    this.inARow++;
    this.count(nowMs, 1);
    const { attempts, failures } = this.window;
    if (this.inARow < OPEN_AFTER && (attempts < OPEN_RATE_OF || failures < attempts * OPEN_RATE)) return false;
    return this.open(nowMs);
  }

  /** The probe ended without telling anything of the receiver: another may go at once. */
  unanswered(nowMs: number): void {
    if (this.current.state === 'half-open') this.current = { ...this.current, state: 'open', sinceMs: nowMs, nextProbeAtMs: nowMs };
  }

  /** A person wants a try now. */
  insist(nowMs: number): void {
    if (this.current.state === 'open') this.current = { ...this.current, nextProbeAtMs: nowMs };
  }

  /** What another process tells. Answers whether the state has changed. */
  adopt(other: SharedBreaker): boolean {
    const changed = other.state !== this.current.state;
    this.current = other;
    if (changed) this.forget();
    return changed;
  }

  private open(nowMs: number): true {
    const pauses = this.current.pauses + 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (pauses - 1), MAX_PAUSE_MS) * (1 + PAUSE_JITTER * (2 * this.random() - 1));
    this.current = { state: 'open', sinceMs: nowMs, nextProbeAtMs: Math.round(nowMs + pauseMs), pauses };
    this.forget();
    return true;
  }

  private close(nowMs: number): true {
    this.current = closedAt(nowMs);
    this.forget();
    return true;
  }

  private forget(): void {
    this.inARow = 0;
    this.window = { beganMs: 0, attempts: 0, failures: 0 };
  }

  private count(nowMs: number, failures: number): void {
    if (Math.abs(nowMs - this.window.beganMs) > WINDOW_MS) this.window = { beganMs: nowMs, attempts: 0, failures: 0 };
    this.window.attempts++;
    this.window.failures += failures;
  }
}

function closedAt(nowMs: number): SharedBreaker {
  return { state: 'closed', sinceMs: nowMs, nextProbeAtMs: null, pauses: 0 };
}
