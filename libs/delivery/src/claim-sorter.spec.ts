import type { ClaimedRow } from '@posthorn/store';
import { sortClaim, type HeldState } from './claim-sorter.js';

const MIB = 1024 * 1024;
const EMPTY: HeldState = { bytes: 0, laneBytes: () => 0, tailOf: () => null };

interface Place {
  readonly no: number;
  readonly prevNo: number | null;
}

function row(deliveryId: string, place: Place | null = null, bytes = 1_000, destinationId = 'd'): ClaimedRow {
  const ref = { deliveryId, projectId: 'p', destinationId, subscriptionId: 'u' };
  return { ...ref, slot: 0, attempts: 0, order: place && { key: 'k', no: place.no }, prevNo: place?.prevNo ?? null, bytes };
}

function sorted(rows: readonly ClaimedRow[], held: Partial<HeldState> = {}): Record<string, string[]> {
  const sorting = sortClaim(rows, { ...EMPTY, ...held });
  return Object.fromEntries(
    Object.entries(sorting).map(([name, some]: [string, readonly ClaimedRow[]]) => [name, some.map((one) => one.deliveryId)]),
  );
}

describe('claimed rows', () => {
  it('of a key are taken in their order, as long as nothing stands between them', () => {
    const rows = [row('third', { no: 9, prevNo: 7 }), row('first', { no: 5, prevNo: null }), row('second', { no: 7, prevNo: 5 })];
    expect(sorted(rows)).toEqual({ take: ['first', 'second', 'third'], giveBack: [], park: [] });
  });

  it('are parked behind what memory does not hold', () => {
    const rows = [row('first', { no: 5, prevNo: null }), row('after a gap', { no: 9, prevNo: 7 }), row('and then', { no: 11, prevNo: 9 })];
    expect(sorted(rows)).toEqual({ take: ['first'], giveBack: [], park: ['after a gap', 'and then'] });
  });

  it('go on behind the last of their key in memory, up to a limit', () => {
    const next = [row('next', { no: 8, prevNo: 7 })];
    expect(sorted(next, { tailOf: () => ({ no: 7, behind: 3 }) }).take).toEqual(['next']);
    expect(sorted(next, { tailOf: () => ({ no: 6, behind: 3 }) }).park).toEqual(['next']);
    expect(sorted(next, { tailOf: () => ({ no: 7, behind: 100 }) }).park).toEqual(['next']);
  });

  it('are given back beyond what a destination may hold, but one is always taken', () => {
    const big = ['a', 'b', 'c'].map((id) => row(id, null, 5 * MIB));
    expect(sorted(big)).toEqual({ take: ['a'], giveBack: ['b', 'c'], park: [] });
    expect(sorted(big, { laneBytes: () => 4 * MIB }).giveBack).toEqual(['a', 'b', 'c']);
  });

  it('leave one for each destination when memory is full', () => {
    const rows = [row('a1', null, 10), row('a2', null, 10), row('b1', null, 10, 'e')];
    expect(sorted(rows, { bytes: 200 * MIB })).toEqual({ take: ['a1', 'b1'], giveBack: ['a2'], park: [] });
  });

  it('what follows one that was given back waits for it', () => {
    const rows = [row('big', { no: 1, prevNo: null }, 10 * MIB), row('small', { no: 2, prevNo: 1 })];
    expect(sorted(rows, { laneBytes: () => MIB })).toEqual({ take: [], giveBack: ['big'], park: ['small'] });
  });
});
