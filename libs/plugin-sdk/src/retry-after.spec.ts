import { parseRetryAfterMs } from './retry-after.js';

const NOW_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
  ['Friday, 02-Jan-26 03:05:05 GMT', 60_000],
  ['Fri Jan  2 03:05:05 2026', 60_000],
  ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['Fri, no day', undefined],
  ['2026-01-02T03:05:05Z', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After: %s', (value, delayMs) => {
  expect(parseRetryAfterMs(value, NOW_MS)).toBe(delayMs);
});
