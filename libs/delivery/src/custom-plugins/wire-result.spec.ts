import { fromWireResult, toWireValue } from './wire-result.js';

const nothing = () => undefined;

describe('what a plugin returned, as it crosses', () => {
  it('is data that can be cloned, whatever it held', () => {
    const value = { outcome: 'failed', reason: 'x', more: () => 1, symbol: Symbol('s'), big: 1n, inner: { a: [1, null, () => 2] } };
    const crossed = toWireValue(value, nothing);
    expect(structuredClone(crossed)).toMatchObject({ outcome: 'failed', reason: 'x', inner: { a: [1, null, undefined] } });
  });

  it('is cut where it has no end', () => {
    const round: Record<string, unknown> = { outcome: 'delivered' };
    round['self'] = round;
    expect(JSON.stringify(toWireValue(round, nothing)).length).toBeLessThan(1_000);
    const long = { detail: 'x'.repeat(5_000_000), list: Array(5_000).fill(1) };
    expect(JSON.stringify(toWireValue(long, nothing)).length).toBeLessThan(200_000);
  });

  it.each<[string, unknown]>([
    ['many long texts', Array(600).fill(Array(600).fill('y'.repeat(100_000)))],
    ['lists in lists', Array(600).fill(Array(600).fill(Array(600).fill(1)))],
    ['a long name', { ['k'.repeat(50_000_000)]: 1 }],
  ])('is cut where it is %s', (_what, more) => {
    const startedAt = performance.now();
    const crossed = toWireValue({ outcome: 'failed', reason: 'x', more }, nothing);
    expect(crossed).toMatchObject({ outcome: 'failed', reason: 'x' });
    expect(JSON.stringify(crossed).length).toBeLessThan(5_000_000);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it("finds the relay's own answer again, and no other", () => {
    const [answer, own] = [{ status: 200 }, { status: 201 }];
    const crossed = toWireValue({ outcome: 'delivered', response: own }, (response) => (response === own ? 7 : undefined));
    expect(fromWireResult(crossed, new Map([[7, answer]]))).toEqual({ outcome: 'delivered', response: answer });
    expect(fromWireResult(crossed, new Map())).toEqual({ outcome: 'delivered', response: undefined });
  });
});
