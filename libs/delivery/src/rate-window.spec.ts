import { RateWindow } from './rate-window.js';

describe('a rate window', () => {
  it('lets no more than its count start in any period, wherever that begins', () => {
    const rate = new RateWindow({ count: 3, perSeconds: 2 });
    const starts: number[] = [];
    for (let nowMs = 0; nowMs < 20_000; nowMs += 70) {
      while (rate.waitMs(nowMs) === 0) {
        rate.note(nowMs);
        starts.push(nowMs);
      }
    }
    for (const from of starts) expect(starts.filter((at) => at >= from && at < from + 2_000).length).toBeLessThanOrEqual(3);
    expect(starts.length).toBeGreaterThanOrEqual(27);
  });

  it('tells how long to wait, and how many may start until then', () => {
    const rate = new RateWindow({ count: 3, perSeconds: 1 });
    expect(rate.startsUntil(0)).toBe(3);
    for (const at of [0, 100, 200]) rate.note(at);
    expect(rate.waitMs(300)).toBe(700);
    expect([999, 1_000, 1_100, 1_200, 5_000].map((until) => rate.startsUntil(until))).toEqual([0, 1, 2, 3, 3]);
  });

  it('goes on from what a former owner may have used up', () => {
    const rate = new RateWindow({ count: 5, perSeconds: 10 });
    rate.spendUntil(1_000);
    expect(rate.waitMs(4_000)).toBe(7_000);
    expect(rate.startsUntil(11_000)).toBe(5);
  });

  it.each([
    [{ count: 2, perSeconds: 1 }, 900],
    [{ count: 5, perSeconds: 1 }, 0],
    [{ count: 3, perSeconds: 60 }, 59_900],
  ])('keeps its past under the new limit %j', (limit, waitMs) => {
    const rate = new RateWindow({ count: 3, perSeconds: 1 });
    for (const at of [100, 200, 300]) rate.note(at);
    expect(rate.under(limit).waitMs(limit.count === 2 ? 300 : 200)).toBe(waitMs);
  });
});
