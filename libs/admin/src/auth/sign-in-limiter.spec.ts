import { ProblemError } from '@posthorn/platform';
import {
  MAX_FAILED_OF_ADDRESS,
  MAX_FAILED_OF_EMAIL,
  MAX_FAILED_SIGN_INS,
  MAX_KEYS,
  SIGN_IN_WINDOW_MS,
  SignInLimiter,
} from './sign-in-limiter.js';

describe('what slows guessing', () => {
  let nowMs: number;
  let limiter: SignInLimiter;
  beforeEach(() => {
    nowMs = 0;
    limiter = new SignInLimiter({ now: () => nowMs });
  });

  const isLimited = (email: string, address: string): boolean => {
    try {
      limiter.begin(email, address);
      return false;
    } catch (error) {
      return error instanceof ProblemError && error.code === 'rate-limited' && Number(error.headers['retry-after']) > 0;
    }
  };
  const fail = (times: number, email: (n: number) => string, address: (n: number) => string): void => {
    for (let n = 0; n < times; n++) limiter.begin(email(n), address(n));
  };

  it('counts an email from one address, and forgets after a while', () => {
    fail(
      MAX_FAILED_SIGN_INS,
      () => 'ada',
      () => '192.0.2.1',
    );
    expect([isLimited('ada', '192.0.2.1'), isLimited('ada', '192.0.2.2'), isLimited('bob', '192.0.2.1')]).toEqual([true, false, false]);
    nowMs = SIGN_IN_WINDOW_MS;
    expect(isLimited('ada', '192.0.2.1')).toBe(false);
  });

  it('counts an address, whatever the emails; one that signs in does not wipe that out', () => {
    for (let n = 0; n < MAX_FAILED_OF_ADDRESS; n++) {
      limiter.begin(`guess${n}`, '192.0.2.1');
      limiter.begin('mine', '192.0.2.1');
      limiter.forgive('mine', '192.0.2.1');
      if (n === MAX_FAILED_OF_ADDRESS - 2) break;
    }
    expect(isLimited('one more', '192.0.2.1')).toBe(false);
    expect([isLimited('another', '192.0.2.1'), isLimited('another', '192.0.2.2')]).toEqual([true, false]);
    expect(isLimited('mine', '192.0.2.1')).toBe(false);
    expect(() => limiter.beginFrom('192.0.2.1')).toThrow(ProblemError);
  });

  it('counts an email from anywhere, but locks nobody out where they signed in before', () => {
    limiter.begin('ada', '192.0.2.1');
    limiter.forgive('ada', '192.0.2.1');
    fail(
      MAX_FAILED_OF_EMAIL,
      () => 'ada',
      (n) => `198.51.100.${n}`,
    );
    expect([isLimited('ada', '203.0.113.1'), isLimited('ada', '192.0.2.1'), isLimited('bob', '203.0.113.1')]).toEqual([true, false, false]);
  });

  it('makes tries at one email from many places wait longer and longer, and never those of the one who signed in there', () => {
    limiter.begin('ada', '192.0.2.1');
    limiter.forgive('ada', '192.0.2.1');
    const delays = Array.from({ length: 12 }, (_, n) => limiter.begin('ada', `198.51.100.${n}`));
    expect(delays).toEqual([0, 0, 0, 0, 0, 100, 200, 400, 800, 1_600, 2_000, 2_000]);
    expect(limiter.begin('ada', '192.0.2.1')).toBe(0);
  });

  it('stays within its memory under any number of emails and addresses', () => {
    for (let n = 0; n < 3 * MAX_KEYS; n++) {
      limiter.begin(`email ${n}`, `address ${n}`);
      if (n % 2) limiter.forgive(`email ${n}`, `address ${n}`);
    }
    for (let n = 0; n < 3 * MAX_KEYS; n++) limiter.begin(`name ${n}`, `place ${n}`);
    expect(limiter.size).toBeLessThanOrEqual(4 * MAX_KEYS);
    expect(limiter.size).toBeGreaterThan(3 * MAX_KEYS);
  });
});
