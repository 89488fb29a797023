import { compileEventTypes, validateEventTypePattern } from './event-type-pattern.js';

describe('event type patterns', () => {
  it.each([
    ['payment.success', ['payment.success'], ['payment.succes', 'payment.success.x', 'Payment.success', 'payment']],
    ['payment.*', ['payment.success', 'payment.*'], ['payment', 'payment.card.failed', 'payments.success', 'unknown']],
    ['*.failed', ['payment.failed'], ['failed', 'a.b.failed', 'payment.failed.x']],
    ['*', ['payment', 'unknown'], ['payment.success']],
    ['*.*', ['a.b'], ['a', 'a.b.c']],
    ['payment.**', ['payment', 'payment.success', 'payment.card.failed'], ['payments', 'order.payment', 'paymen']],
    ['*.card.**', ['payment.card', 'payment.card.failed.x'], ['card', 'payment.cash.card']],
    ['**', ['payment', 'a.b.c', 'unknown', ''], []],
  ])('%s matches %j and not %j', (pattern, matching, others) => {
    const matches = compileEventTypes([pattern]);
    expect(matching.filter(matches)).toEqual(matching);
    expect(others.filter(matches)).toEqual([]);
  });

  it('matches if any pattern does, and nothing without one', () => {
    const matches = compileEventTypes(['order.placed', 'payment.*']);
    expect(['order.placed', 'payment.x', 'order.x'].map(matches)).toEqual([true, true, false]);
    expect(compileEventTypes([])('unknown')).toBe(false);
  });

  it.each(['payment.success', '*', '**', '*.x.**', 'größe'])('%s is one', (pattern) => {
    expect(validateEventTypePattern(pattern)).toBeNull();
  });

  it.each(['', '.', 'a..b', 'a.', 'pay*', '**.a', 'a.***', 'a\0b', 'ö'.repeat(129)])('%j is none', (pattern) => {
    expect(validateEventTypePattern(pattern)).toEqual(expect.stringMatching(/\.$/));
  });
});
