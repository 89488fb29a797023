import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';

export const MAX_FAILED_SIGN_INS = 5;
/** Of one address, whatever the emails: a house full of people behind one address mistypes less often than this. */
export const MAX_FAILED_OF_ADDRESS = 50;
/** At one email, from addresses that never signed in with it: guessing from many places at once. */
export const MAX_FAILED_OF_EMAIL = 100;
export const SIGN_IN_WINDOW_MS = 300_000;
/** Bounds the memory that guesses under ever new names can take. */
export const MAX_KEYS = 10_000;
/** From so many failures at an email on, the next try from a strange address waits: 100 ms, 200 ms … */
const FREE_FAILURES = 5;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 2_000;

/**
 * Slows guessing. An email is known by its text, not by whether there is such an operator, so that nothing here tells. Nobody can lock an
 * operator out of an address from which they signed in before. In memory: a restart forgives, which costs an attacker's patience and no
 * one else's.
 */
@Injectable()
export class SignInLimiter {
  private readonly pairs: Failures;
  private readonly addresses: Failures;
  private readonly emails: Failures;
  /** Emails with addresses from which they signed in. */
  private readonly trusted = new Set<string>();

  constructor(@Inject(CLOCK) clock: Clock) {
    this.pairs = new Failures(clock, MAX_FAILED_SIGN_INS);
    this.addresses = new Failures(clock, MAX_FAILED_OF_ADDRESS);
    this.emails = new Failures(clock, MAX_FAILED_OF_EMAIL);
  }

  /**
   * Counts the try as failed until {@link forgive}: many tries at once are counted before the first has been judged. Answers how long the
   * try has to wait, in ms. Throws `rate-limited`.
   */
  begin(email: string, address: string): number {
    const pair = keyOf(email, address);
    const isStranger = !this.trusted.has(pair);
    this.pairs.require(pair);
    if (isStranger) {
      this.addresses.require(address);
      this.emails.require(email);
    }
    this.pairs.count(pair);
    this.addresses.count(address);
    const failures = isStranger ? this.emails.count(email) - 1 - FREE_FAILURES : -1;
    return failures < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** failures, MAX_DELAY_MS);
  }

  /** {@link begin}, and the wait: bounded in time, and in how many there can be. */
  async admit(email: string, address: string): Promise<void> {
    const ms = this.begin(email, address);
    if (ms > 0) await delay(ms);
  }

  /** Takes back this one try of the address and the email: whoever has an account must not wipe out their guesses at others. */
  forgive(email: string, address: string): void {
    const pair = keyOf(email, address);
    this.pairs.forget(pair);
    this.addresses.takeBack(address);
    if (!this.trusted.has(pair)) this.emails.takeBack(email);
    keepNewest(this.trusted, pair);
  }

  /** Of a sign-in that names no email. Throws `rate-limited`. */
  beginFrom(address: string): void {
    this.addresses.require(address);
    this.addresses.count(address);
  }

  forgiveFrom(address: string): void {
    this.addresses.takeBack(address);
  }

  /** Of everything that is kept. */
  get size(): number {
    return this.pairs.size + this.addresses.size + this.emails.size + this.trusted.size;
  }
}

/** Failures by key within a window, bounded: the key that failed longest ago goes first. */
class Failures {
  private readonly byKey = new Map<string, { count: number; readonly sinceMs: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly max: number,
  ) {}

  get size(): number {
    return this.byKey.size;
  }

  require(key: string): void {
    const { count, sinceMs } = this.current(key);
    if (count < this.max) return;
    const seconds = Math.max(1, Math.ceil((sinceMs + SIGN_IN_WINDOW_MS - this.clock.now()) / 1_000));
    throw new ProblemError('rate-limited', { headers: { 'retry-after': String(seconds) } });
  }

  count(key: string): number {
    const current = this.current(key);
    current.count++;
    this.byKey.delete(key);
    this.byKey.set(key, current);
    const [oldest] = this.byKey.keys();
    if (this.byKey.size > MAX_KEYS && oldest !== undefined) this.byKey.delete(oldest);
    return current.count;
  }

  takeBack(key: string): void {
    const known = this.byKey.get(key);
    if (!known) return;
    known.count--;
    if (known.count <= 0) this.byKey.delete(key);
  }

  forget(key: string): void {
    this.byKey.delete(key);
  }

  private current(key: string): { count: number; readonly sinceMs: number } {
    const now = this.clock.now();
    const known = this.byKey.get(key);
    return known && now - known.sinceMs < SIGN_IN_WINDOW_MS ? known : { count: 0, sinceMs: now };
  }
}

function keepNewest(keys: Set<string>, key: string): void {
  keys.delete(key);
  keys.add(key);
  const [oldest] = keys;
  if (keys.size > MAX_KEYS && oldest !== undefined) keys.delete(oldest);
}

const keyOf = (email: string, address: string): string => `${address} ${email}`;
