import { decodeFiltered, encodeFiltered } from './filtered-block.js';

const id = (n: number): string => `019b4132-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

describe('what filters stopped', () => {
  it('comes back as it was written', () => {
    const filtered = [
      { subscriptionId: id(1), clause: 'body.amount.$gt: 100' },
      { subscriptionId: id(2), clause: 'body.name: "Zürich 📯"' },
    ];
    expect(decodeFiltered(encodeFiltered(filtered))).toEqual(filtered);
    expect(encodeFiltered([])).toHaveLength(0);
    expect(decodeFiltered(null)).toEqual([]);
  });

  it('keeps every entry and a bounded number of clauses', () => {
    const many = Array.from({ length: 32_767 }, (_, n) => ({ subscriptionId: id(n), clause: 'c'.repeat(256) }));
    const block = encodeFiltered(many);
    expect(block.length).toBeLessThan(32_767 * 18 + 70_000);
    const decoded = decodeFiltered(block);
    expect(decoded.map(({ subscriptionId }) => subscriptionId)).toEqual(many.map(({ subscriptionId }) => subscriptionId));
    expect(decoded[0]?.clause).toHaveLength(256);
    expect(decoded.at(-1)?.clause).toBe('');
  });
});
