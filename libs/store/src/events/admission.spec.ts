import { Admission } from './admission.js';

const LIMITS = { maxItems: 500, maxBytes: 8_000_000, maxInFlight: 2 };
const NOTHING = { items: 0, bytes: 0, sinceMs: null };

/** An admission that has seen statements of one event to half a batch, which take this long. */
function seen(eachMs: number, fullMs = 0): Admission {
  const admission = new Admission(LIMITS);
  for (let n = 0; n < 50; n++) {
    const items = 1 + (n % 5) * 60;
    admission.end(admission.begin(items, 0, 0), eachMs + (fullMs * items) / 500);
  }
  return admission;
}

describe('the wait that an event has before it', () => {
  it('is none while a statement can go out at once, however slow the last ones were', () => {
    const admission = seen(30_000);
    admission.begin(1, 0, 0);
    expect(admission.expectedMs(NOTHING, 0)).toBe(0);
  });

  it.each([
    ['nothing else waits', NOTHING, 150],
    ['a full batch waits', { items: 500, bytes: 500, sinceMs: 50 }, 180],
    ['two full batches wait', { items: 1_000, bytes: 500, sinceMs: 50 }, 250],
    ['a few large ones fill two batches', { items: 4, bytes: 16_000_001, sinceMs: 50 }, 250],
    ['one waits since 20 ms, and must not wait for too many others', { items: 1, bytes: 1, sinceMs: 30 }, 170],
  ])('is what the statements under way still need, and its own, when %s', (_name, backlog, expected) => {
    const admission = seen(100);
    admission.begin(1, 0, 0);
    admission.begin(1, 0, 30);
    expect(admission.expectedMs(backlog, 50)).toBeCloseTo(expected);
  });

  it('goes by how full the batch is, where that is what takes the time', () => {
    const admission = seen(10, 1_000);
    admission.begin(50, 0, 0);
    admission.begin(50, 0, 0);
    expect(admission.expectedMs(NOTHING, 0)).toBeCloseTo(110 + 12, -1);
    // No statement is filled further than it should take: 120 events.
    expect(Math.round(admission.maxFill * 500)).toBe(120);
    expect(admission.expectedMs({ items: 99, bytes: 0, sinceMs: 0 }, 0)).toBeCloseTo(110 + 210, -1);
    expect(admission.expectedMs({ items: 219, bytes: 0, sinceMs: 0 }, 0)).toBeCloseTo(110 + 210, -1);
  });

  it('grows with every moment that a statement is late, until nobody is let in', () => {
    const admission = seen(5);
    admission.begin(1, 0, 0);
    admission.begin(1, 0, 0);
    expect(admission.expectedMs(NOTHING, 1)).toBeLessThan(20);
    expect([admission.admits(NOTHING, 400), admission.admits(NOTHING, 500)]).toEqual([true, false]);
  });

  it('refuses nobody for what even an empty statement takes', () => {
    const admission = seen(480);
    admission.begin(1, 0, 0);
    admission.begin(1, 0, 0);
    expect(admission.admits(NOTHING, 0)).toBe(true);
  });

  it('is not learned from tries that were lost', () => {
    const admission = seen(5);
    for (let n = 0; n < 5; n++) {
      const statement = admission.begin(1, 0, 0);
      statement.triedMs = 9_995;
      admission.end(statement, 10_000);
    }
    admission.begin(1, 0, 0);
    admission.begin(1, 0, 0);
    expect(admission.expectedMs(NOTHING, 0)).toBeLessThan(20);
  });

  it('is known again some statements after the database is', () => {
    const admission = seen(30_000);
    for (let n = 0; n < 15; n++) admission.end(admission.begin(1 + n, 0, 0), 5);
    admission.begin(1, 0, 0);
    admission.begin(1, 0, 0);
    expect(admission.expectedMs(NOTHING, 0)).toBeLessThan(700);
  });
});
