import type { DeliveryResult } from '@posthorn/plugin-sdk';
import { resolveRetry } from '@posthorn/routing';
import { shutdownVerdict, verdictOf } from './verdict.js';

const DAY_MS = 86_400_000;
const FIRST = { slot: 0, attempts: 0 };
const exchange = { request: null, response: null, error: null };

function busy(retryAfterMs?: number): DeliveryResult {
  return { outcome: 'retry', reason: 'http-503', failure: { status: 503 }, retryAfterMs, exchange };
}

describe('a verdict', () => {
  it.each([
    [undefined, 0],
    [60_000, 60_000],
    [365 * DAY_MS, DAY_MS],
  ])('on Retry-After %s slows the whole destination for %s ms, never longer than a day', (retryAfterMs, slowDownMs) => {
    expect(verdictOf(busy(retryAfterMs), resolveRetry(null, null), FIRST).slowDownMs).toBe(slowDownMs);
  });

  it('ends a delivery with its last slot, and with what retryOn leaves out', () => {
    const once = resolveRetry(null, { schedule: ['0s'] });
    expect(verdictOf(busy(), once, FIRST)).toMatchObject({ outcome: 'retry', next: { status: 'failed', reason: 'exhausted' } });
    const narrow = resolveRetry(null, { retryOn: 'network' });
    expect(verdictOf(busy(), narrow, FIRST)).toMatchObject({ outcome: 'failed', next: { status: 'failed', reason: 'http-503' } });
  });

  it.each([
    [60_001, { status: 'scheduled', delayMs: 60_000, slot: 1, attempts: 1 }],
    [60_000, { status: 'failed', reason: 'event-expired' }],
  ])('with %s ms until its event expires answers a wait of a minute with %j', (leftMs, next) => {
    const slow = resolveRetry(null, { schedule: ['0s', '1s'] });
    expect(verdictOf(busy(60_000), slow, FIRST, leftMs)).toMatchObject({ outcome: 'retry', reason: 'http-503', next });
  });

  it.each([
    ['transform-unavailable', 'scheduled'],
    ['plugin-error', 'scheduled'],
    ['plugin-crashed', 'scheduled'],
    ['tls', 'failed'],
  ])('whose retryOn leaves network out, on %s is %s: only the receiver is judged by it', (reason, status) => {
    const result: DeliveryResult = { outcome: 'retry', reason, failure: 'network', exchange };
    expect(verdictOf(result, resolveRetry(null, { retryOn: '5xx' }), FIRST).next).toMatchObject({ status });
  });

  it('spares the slot of what was hit by the fault of another, whatever retryOn says, and comes back soon', () => {
    const narrow = resolveRetry(null, { retryOn: '5xx', schedule: ['0s', '1h'] });
    const hit = (retryAfterMs: number): DeliveryResult => ({
      ...{ outcome: 'retry', reason: 'plugin-crashed', failure: 'network', sparesSlot: true, retryAfterMs, exchange },
    });
    expect(verdictOf(hit(0), narrow, FIRST).next).toEqual({ status: 'scheduled', delayMs: 1_000, slot: 0, attempts: 1 });
    expect(verdictOf(hit(5_000), narrow, FIRST)).toMatchObject({ next: { delayMs: 5_000 }, slowDownMs: 5_000 });
    expect(verdictOf(hit(0), narrow, FIRST, 500).next).toEqual({ status: 'failed', reason: 'event-expired' });
  });

  it('counts an attempt that a shutdown cut, and uses up no slot', () => {
    expect(shutdownVerdict({ slot: 2, attempts: 3 }).next).toEqual({ status: 'scheduled', delayMs: 0, slot: 2, attempts: 4 });
  });
});
