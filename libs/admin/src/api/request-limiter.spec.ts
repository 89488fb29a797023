import { REQUEST_WINDOW_MS, RequestLimiter } from './request-limiter.js';

describe('the limiter', () => {
  let nowMs = 0;
  const limiterOf = (apiRequestsPerMinute: number) => new RequestLimiter({ now: () => nowMs }, { apiRequestsPerMinute });
  beforeEach(() => (nowMs = 1_000_000));

  it('opens a new window a minute after the first request of the last', () => {
    const limiter = limiterOf(1);
    expect(limiter.count('a')).toEqual({ allowed: true, limit: 1, remaining: 0, resetSeconds: 60 });
    nowMs += REQUEST_WINDOW_MS - 1;
    expect(limiter.count('a')).toEqual({ allowed: false, limit: 1, remaining: 0, resetSeconds: 1 });
    nowMs += 1;
    expect(limiter.count('a').allowed).toBe(true);
  });

  it('does not lock anybody out when the clock is set back', () => {
    const limiter = limiterOf(1);
    limiter.count('a');
    nowMs -= 3_600_000;
    expect(limiter.count('a')).toMatchObject({ allowed: true, resetSeconds: 60 });
  });

  it('remembers who asks, however many others come and go', () => {
    const limiter = limiterOf(100_000);
    for (let i = 0; i < 10_050; i++) {
      limiter.count(`other-${i}`);
      limiter.count('a');
    }
    expect(limiter.count('a').remaining).toBe(100_000 - 10_051);
    expect(limiter.count('other-0').remaining).toBe(99_999);
  });
});
