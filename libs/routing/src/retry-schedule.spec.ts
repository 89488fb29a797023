import { isRetryable, parseRetryOn } from './retry-on.js';
import { validateRetryPolicy } from './retry-policy.validator.js';
import { nextAttemptDelayMs, resolveRetry } from './retry-schedule.js';

const MIDDLE = (): number => 0.5;

describe('a retry schedule', () => {
  it("is the subscription's, else the destination's, else the standard one", () => {
    const destination = { schedule: ['0s', '1h'], retryOn: '5xx' };
    expect(resolveRetry({ preset: 'petstore' }, destination).delaysMs).toEqual([0, 60_000, 300_000, 1_800_000, 3_600_000]);
    expect(isRetryable(resolveRetry({ preset: 'petstore' }, destination).retryOn, { status: 404 })).toBe(false);
    expect(resolveRetry(null, destination).delaysMs).toEqual([0, 3_600_000]);
    expect(resolveRetry(null, null).delaysMs).toHaveLength(10);
  });

  it.each([
    [0, 0.5, null, 0],
    [1, 0, null, 48_000],
    [1, 0.5, null, 60_000],
    [1, 1, null, 72_000],
    [1, 0.5, 10_000, 60_000],
    [1, 0.5, 90_000, 90_000],
    [1, 0.5, 10 * 86_400_000, 86_400_000],
    [2, 0.5, 90_000, null],
  ])('in slot %i with %d and Retry-After %s waits %s', (slot, random, retryAfterMs, expected) => {
    expect(nextAttemptDelayMs({ delaysMs: [0, 60_000], slot, retryAfterMs, random: () => random })).toBe(expected);
  });

  it('lets a delay be longer than Retry-After may be', () => {
    expect(nextAttemptDelayMs({ delaysMs: [3 * 86_400_000], slot: 0, retryAfterMs: 5, random: MIDDLE })).toBe(3 * 86_400_000);
  });
});

describe('retryOn', () => {
  it.each([
    ['5xx, 429, network, timeout', [500, 503, 599, 700, 429], [301, 404, 428]],
    ['3xx', [301], [400, 500]],
    ['404', [404], [400]],
  ])('%s retries %j and not %j', (text, retried, final) => {
    const retryOn = parseRetryOn(text);
    expect(retried.filter((status) => isRetryable(retryOn, { status }))).toEqual(retried);
    expect(final.filter((status) => isRetryable(retryOn, { status }))).toEqual([]);
    expect(isRetryable(retryOn, 'network')).toBe(text.includes('network'));
    expect(isRetryable(retryOn, 'timeout')).toBe(text.includes('timeout'));
  });
});

describe('a retry policy', () => {
  it.each([{}, { preset: 'standard' }, { schedule: ['0s', '30d'], retryOn: '5xx,429 , network' }])('%j is one', (policy) => {
    expect(validateRetryPolicy(policy)).toEqual([]);
  });

  it.each([
    [[], 'retry'],
    [{ preset: 'toString' }, 'retry.preset'],
    [{ preset: 'standard', schedule: ['0s'] }, 'retry.preset'],
    [{ schedule: [] }, 'retry.schedule'],
    [{ schedule: Array(51).fill('1s') }, 'retry.schedule'],
    [{ schedule: ['0s', 'soon'] }, 'retry.schedule.1'],
    [{ schedule: ['31d'] }, 'retry.schedule.0'],
    [{ retryOn: '5xx;429' }, 'retry.retryOn'],
    [{ retryOn: '200' }, 'retry.retryOn'],
    [{ retryOn: '' }, 'retry.retryOn'],
    [{ attempts: 5 }, 'retry.attempts'],
  ])('%j is none', (policy, field) => {
    expect(validateRetryPolicy(policy).map((fault) => fault.field)).toEqual([field]);
  });
});
