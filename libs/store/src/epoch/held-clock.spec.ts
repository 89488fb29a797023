import { IdGenerator, timeOfId } from '../events/event-id.js';
import { HeldClock, MAX_DRIFT_MS } from './held-clock.js';

const START = 1_795_478_400_000;
const HOUR = 3_600_000;

describe('the clock of ids', () => {
  let ownMs = START;
  let monotonicMs = 0;
  let clock: HeldClock;
  const pass = (ms: number): void => {
    ownMs += ms;
    monotonicMs += ms;
  };

  beforeEach(() => {
    ownMs = START;
    monotonicMs = 0;
    clock = new HeldClock({ now: () => ownMs }, () => monotonicMs);
    clock.learn(START + 200);
  });

  it('is the process its own while it is right enough', () => {
    pass(5_000);
    expect(clock.now()).toBe(START + 5_000);
  });

  it.each([
    ['forward', HOUR, MAX_DRIFT_MS],
    ['back', -HOUR, -MAX_DRIFT_MS],
  ])('stays within a minute of Postgres when its own jumps an hour %s, and goes on', (_way, jumpMs, driftMs) => {
    pass(1_000);
    ownMs += jumpMs;
    expect(clock.now()).toBe(START + 1_200 + driftMs);
    pass(1_000);
    expect(clock.now()).toBe(START + 2_200 + driftMs);
  });

  it('makes ids that only grow through jumps both ways', () => {
    const ids = new IdGenerator(clock);
    const made: string[] = [];
    for (const jumpMs of [0, HOUR, -2 * HOUR, HOUR]) {
      ownMs += jumpMs;
      pass(10);
      made.push(ids.eventId(), ids.eventId());
    }
    expect([...made].sort()).toEqual(made);
    for (const id of made) expect(Math.abs(timeOfId(id) - START)).toBeLessThan(2 * MAX_DRIFT_MS);
  });

  it('believes Postgres anew with each heartbeat', () => {
    clock.learn(START + HOUR);
    expect(clock.now()).toBe(START + HOUR - MAX_DRIFT_MS);
  });
});
