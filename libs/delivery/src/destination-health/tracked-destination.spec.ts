import type { DestinationConfig } from '@posthorn/contracts';
import type { SharedHealth, VersionedHealth } from '@posthorn/store';
import { TrackedDestination } from './tracked-destination.js';

const ID = '019b4132-70aa-764f-b315-e2803d882a24';
const MAX = 32;
const DESTINATION: DestinationConfig = {
  ...{ id: ID, projectId: ID, name: 'd', plugin: 'odd', config: {}, secrets: {}, previousSecrets: [] },
  ...{ timeoutMs: 150, maxConcurrency: MAX, rateLimit: null, retry: null, disableAfterSeconds: 0, status: 'enabled' },
};

function fail(tracked: TrackedDestination, times: number, nowMs: number): void {
  for (let n = 0; n < times; n++) tracked.end('failed', tracked.begin(nowMs), DESTINATION, nowMs);
}

const row = (health: SharedHealth, version: number, changedAtMs: number): VersionedHealth => ({
  ...health,
  ...{ destinationId: ID, version, changedAtMs },
});

/** What one that found out tells. */
function toldOpen(nowMs: number): SharedHealth {
  const tracked = new TrackedDestination(nowMs);
  fail(tracked, 10, nowMs);
  return tracked.toTell(MAX, nowMs);
}

describe('a destination as one process knows it', () => {
  it('is told at once when its breaker changes, seldom while it only fails now and then, and not at all while it is well', () => {
    const tracked = new TrackedDestination(0);
    for (let n = 0; n < 100; n++) tracked.end('arrived', tracked.begin(n), DESTINATION, n);
    expect(tracked.isToTell(1_000_000)).toBe(false);
    let told = 0;
    for (let nowMs = 100; nowMs < 60_100; nowMs += 100) {
      tracked.end(nowMs % 200 === 0 ? 'failed' : 'arrived', tracked.begin(nowMs), DESTINATION, nowMs);
      if (!tracked.isToTell(nowMs)) continue;
      tracked.toTell(MAX, nowMs);
      told++;
    }
    expect(told).toBe(6);
    fail(tracked, 9, 60_100);
    expect(tracked.isToTell(60_100)).toBe(true);
    expect(tracked.toTell(MAX, 60_100)).toMatchObject({ breaker: 'open', concurrency: 1, pauses: 1 });
  });

  it('is down when another process says so, also where this one has only begun to look and had something to tell', () => {
    const open = toldOpen(1_000);
    const tracked = new TrackedDestination(5_000);
    fail(tracked, 1, 5_000);
    tracked.toTell(MAX, 5_000);
    tracked.notTold();
    expect(tracked.adopt(row(open, 1, 1_000), DESTINATION)).toBe(true);
    expect(tracked.breaker.shared.state).toBe('open');
    expect(tracked.limit.of(MAX)).toBe(1);
    expect(tracked.streak.sinceMs).toBe(1_000);
  });

  it('keeps what it found out later than what it is told, and tells it still', () => {
    const open = toldOpen(1_000);
    const tracked = new TrackedDestination(0);
    tracked.adopt(row(open, 1, 1_000), DESTINATION);
    tracked.end('arrived', tracked.begin(3_000), DESTINATION, 3_000);
    expect(tracked.adopt(row({ ...open, pauses: 2, sinceMs: 2_500 }, 2, 2_500), DESTINATION)).toBe(false);
    expect(tracked.isToTell(3_000)).toBe(true);
    expect(tracked.toTell(MAX, 3_000)).toMatchObject({ breaker: 'closed', failingSinceMs: null, failures: 0 });
    expect(tracked.version).toBe(2);
  });

  it('begins anew when an operator enables it', () => {
    const open = toldOpen(1_000);
    const tracked = new TrackedDestination(0);
    tracked.adopt(row(open, 1, 1_000), DESTINATION);
    const anew = { ...open, breaker: 'closed', sinceMs: 2_000, nextProbeAtMs: null, pauses: 0, failingSinceMs: null, failures: 0 } as const;
    expect(tracked.adopt(row({ ...anew, concurrency: null }, 2, 2_000), DESTINATION)).toBe(true);
    expect([tracked.breaker.isClosed, tracked.streak.sinceMs]).toEqual([true, null]);
  });

  it('lets a probe that a shutdown cut be sent again by the next process, and blames nobody for it', () => {
    const tracked = new TrackedDestination(0);
    fail(tracked, 10, 0);
    tracked.end('nothing', tracked.begin(1_000), DESTINATION, 1_500);
    expect(tracked.toTell(MAX, 1_500)).toMatchObject({ breaker: 'open', pauses: 1, nextProbeAtMs: 1_500, failures: 10 });
  });
});
