import type { DestinationConfig } from '@posthorn/contracts';
import type { SharedHealth, VersionedHealth } from '@posthorn/store';
import type { AttemptEffect } from './attempt-effect.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { ConcurrencyLimit } from './concurrency-limit.js';
import { FailingStreak } from './failing-streak.js';

/** A streak that comes and goes with every other attempt is not worth a statement each. */
const TELL_AGAIN_MS = 10_000;

/** What an attempt began under. */
export interface TrialStart {
  readonly isProbe: boolean;
  readonly round: number;
}

/** One destination as this process knows it, and what of that the others are still to be told. */
export class TrackedDestination {
  readonly limit = new ConcurrencyLimit();
  readonly breaker: CircuitBreaker;
  readonly streak = new FailingStreak();
  /** The version of the shared row that this one knows; 0 = there is none. */
  version = 0;
  private untold: 'nothing' | 'soon' | 'now' = 'nothing';
  private breakerUntold = false;
  private telling = { breaker: false };
  private toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(nowMs: number) {
    this.breaker = new CircuitBreaker(nowMs);
  }

  begin(nowMs: number): TrialStart {
    const isProbe = this.breaker.begin(nowMs);
    if (isProbe) this.tellBreaker();
    return { isProbe, round: this.limit.currentRound };
  }

  /** Answers whether the breaker has changed. */
  end(effect: AttemptEffect, { isProbe, round }: TrialStart, { maxConcurrency }: DestinationConfig, nowMs: number): boolean {
    const changed = this.judge(effect, isProbe, nowMs);
    if (changed) this.tellBreaker();
    if (effect === 'arrived') {
      const wasFull = this.limit.isFull;
      this.limit.succeeded(maxConcurrency);
      if (this.streak.succeeded(nowMs) || wasFull !== this.limit.isFull) this.tell('soon');
    } else if (effect !== 'nothing') {
      const shrank = effect === 'failed' && this.limit.failed(maxConcurrency, round);
      if (changed && !this.breaker.isClosed) this.limit.collapse(maxConcurrency);
      if (this.streak.failed(nowMs) || shrank) this.tell('soon');
    }
    return changed;
  }

  /** Takes over what another process tells, unless this one has something newer to say. Answers whether the breaker has changed. */
  adopt(row: VersionedHealth, { maxConcurrency }: DestinationConfig): boolean {
    if (row.version <= this.version) return false;
    if (this.version === 0 && row.concurrency !== null) this.limit.learn(row.concurrency);
    this.version = row.version;
    if (this.streak.adopt(row.failingSinceMs, row.failures, this.untold === 'nothing' ? Number.POSITIVE_INFINITY : row.changedAtMs))
      this.tell('soon');
    if (this.breakerUntold && this.breaker.shared.sinceMs > row.sinceMs) return false;
    this.breakerUntold = false;
    const { breaker: state, sinceMs, nextProbeAtMs, pauses } = row;
    const changed = this.breaker.adopt({ state, sinceMs, nextProbeAtMs, pauses });
    if (changed && state === 'open') this.limit.collapse(maxConcurrency);
    return changed;
  }

  isToTell(nowMs: number): boolean {
    return this.untold === 'now' || (this.untold === 'soon' && Math.abs(nowMs - this.toldAtMs) >= TELL_AGAIN_MS);
  }

  /** What the others are told now. Whoever takes it must say so if it could not be told. */
  toTell(maxConcurrency: number, nowMs: number): SharedHealth {
    this.telling = { breaker: this.breakerUntold };
    this.untold = 'nothing';
    this.breakerUntold = false;
    this.toldAtMs = nowMs;
    const { state, ...breaker } = this.breaker.shared;
    const concurrency = this.limit.isFull ? null : this.limit.of(maxConcurrency);
    return { ...breaker, breaker: state, failingSinceMs: this.streak.sinceMs, failures: this.streak.failures, concurrency };
  }

  notTold(): void {
    this.breakerUntold ||= this.telling.breaker;
    this.tell('now');
  }

  private judge(effect: AttemptEffect, isProbe: boolean, nowMs: number): boolean {
    if (effect === 'failed') return this.breaker.failed(nowMs, isProbe);
    if (effect !== 'nothing') return this.breaker.succeeded(nowMs, isProbe);
    if (isProbe) this.breaker.unanswered(nowMs);
    return isProbe;
  }

  private tellBreaker(): void {
    this.breakerUntold = true;
    this.tell('now');
  }

  private tell(when: 'soon' | 'now'): void {
    if (this.untold !== 'now') this.untold = when;
  }
}
