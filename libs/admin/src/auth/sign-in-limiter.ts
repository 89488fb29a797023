import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';

export const MAX_FAILED_SIGN_INS = 5;
export const SIGN_IN_WINDOW_MS = 300_000;
/** Bounds the memory that guesses under ever new names can take. */
const MAX_KEYS = 10_000;

interface Failures {
  count: number;
  readonly sinceMs: number;
}

/** Slows guessing at one email from one address. In memory: a restart forgives, which costs an attacker's patience and no one else's. */
@Injectable()
export class SignInLimiter {
  private readonly failures = new Map<string, Failures>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Counts the try as failed until {@link forgive}: many tries at once are counted before the first has been judged. Throws `rate-limited`. */
  begin(email: string, address: string): void {
    const key = keyOf(email, address);
    const now = this.clock.now();
    const known = this.failures.get(key);
    const current = known && now - known.sinceMs < SIGN_IN_WINDOW_MS ? known : { count: 0, sinceMs: now };
    if (current.count >= MAX_FAILED_SIGN_INS) {
      const seconds = Math.max(1, Math.ceil((current.sinceMs + SIGN_IN_WINDOW_MS - now) / 1_000));
      throw new ProblemError('rate-limited', { headers: { 'retry-after': String(seconds) } });
    }
    current.count++;
    this.failures.delete(key);
    this.failures.set(key, current);
    this.dropOldest();
  }

  forgive(email: string, address: string): void {
    this.failures.delete(keyOf(email, address));
  }

  private dropOldest(): void {
    if (this.failures.size <= MAX_KEYS) return;
    const [oldest] = this.failures.keys();
    if (oldest !== undefined) this.failures.delete(oldest);
  }
}

const keyOf = (email: string, address: string): string => `${address} ${email}`;
