import { CircuitBreaker } from './circuit-breaker.js';

/** A breaker with a clock that the test moves, and pauses without a spread. */
function breakerAt(startMs: number) {
  const clock = { nowMs: startMs };
  const breaker = new CircuitBreaker(startMs, () => 0.5);
  const fail = (times: number): boolean[] => Array.from({ length: times }, () => breaker.failed(clock.nowMs, breaker.begin(clock.nowMs)));
  return { clock, breaker, fail };
}

describe('a circuit breaker', () => {
  it('takes the failures of a whole Pet Store schedule, again and again, while something arrives between them', () => {
    const { clock, breaker, fail } = breakerAt(0);
    for (let n = 0; n < 20; n++) {
      fail(5);
      clock.nowMs += 60_000;
      breaker.succeeded(clock.nowMs, false);
    }
    fail(9);
    expect(breaker.isClosed).toBe(true);
  });

  it('opens at the tenth failure in a row', () => {
    const { breaker, fail } = breakerAt(5_000);
    expect(fail(10)).toEqual([...Array<boolean>(9).fill(false), true]);
    expect(breaker.shared).toEqual({ state: 'open', sinceMs: 5_000, nextProbeAtMs: 6_000, pauses: 1 });
    expect([breaker.isProbeDue(5_999), breaker.isProbeDue(6_000)]).toEqual([false, true]);
  });

  it('opens when three quarters of at least forty fail within half a minute, and not when they are spread', () => {
    const outcomes = (everyMs: number) => {
      const { clock, breaker } = breakerAt(1_000_000);
      for (let n = 0; n < 60 && breaker.isClosed; n++) {
        clock.nowMs += everyMs;
        if (n % 5 === 0) breaker.succeeded(clock.nowMs, false);
        else breaker.failed(clock.nowMs, false);
      }
      return breaker.shared.state;
    };
    expect([outcomes(100), outcomes(1_000)]).toEqual(['open', 'closed']);
  });

  it('lets one probe through when its pause is over, and closes when that arrives', () => {
    const { clock, breaker, fail } = breakerAt(0);
    fail(10);
    clock.nowMs = 1_000;
    expect(breaker.begin(clock.nowMs)).toBe(true);
    expect([breaker.shared.state, breaker.isProbeDue(1_001)]).toEqual(['half-open', false]);
    expect(breaker.succeeded(1_200, true)).toBe(true);
    expect(breaker.shared).toEqual({ state: 'closed', sinceMs: 1_200, nextProbeAtMs: null, pauses: 0 });
  });

  it('doubles its pauses up to a minute while probes fail', () => {
    const { clock, breaker, fail } = breakerAt(0);
    fail(10);
    const pauses = Array.from({ length: 9 }, () => {
      const pauseMs = breaker.untilProbeMs(clock.nowMs);
      clock.nowMs += pauseMs;
      fail(1);
      return pauseMs / 1_000;
    });
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('hears nothing of attempts that were under way when it opened', () => {
    const { breaker, fail } = breakerAt(0);
    fail(10);
    expect([breaker.failed(10, false), breaker.succeeded(10, false)]).toEqual([false, false]);
    expect(breaker.shared).toMatchObject({ state: 'open', pauses: 1, nextProbeAtMs: 1_000 });
  });

  it('probes at once when a person insists, and again when a probe told nothing', () => {
    const { breaker, fail } = breakerAt(0);
    fail(10);
    breaker.insist(10);
    expect(breaker.isProbeDue(10)).toBe(true);
    breaker.begin(10);
    breaker.insist(11);
    expect(breaker.isProbeDue(11)).toBe(false);
    breaker.unanswered(12);
    expect([breaker.shared.state, breaker.isProbeDue(12)]).toEqual(['open', true]);
  });

  it('takes over what another process tells, waits for its probe, and sends its own if that one is lost', () => {
    const { breaker } = breakerAt(1_000);
    const other = { pauses: 3, nextProbeAtMs: 9_000, state: 'open' } as const;
    expect(breaker.adopt({ ...other, sinceMs: 5_000 })).toBe(true);
    expect([breaker.isProbeDue(8_999), breaker.isProbeDue(9_000)]).toEqual([false, true]);
    breaker.adopt({ ...other, state: 'half-open', sinceMs: 9_000, nextProbeAtMs: 84_000 });
    expect([breaker.isProbeDue(70_000), breaker.isProbeDue(84_000)]).toEqual([false, true]);
  });

  it('is not shut for a year by a clock that was set back', () => {
    const { breaker, fail } = breakerAt(1_000_000_000);
    fail(10);
    expect(breaker.isProbeDue(1_000)).toBe(true);
  });
});
