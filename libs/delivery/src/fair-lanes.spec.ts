import { fairLanes } from './fair-lanes.js';

const lanes = (projectId: string, destinationId: string, count: number): { projectId: string; destinationId: string; n: number }[] =>
  Array.from({ length: count }, (_, n) => ({ projectId, destinationId, n }));

describe('lanes of a claim', () => {
  it('are all of them while there is room', () => {
    expect(fairLanes(lanes('p', 'd', 3), 3)).toHaveLength(3);
  });

  it('are shared by projects, then by destinations, whatever waits for one of them', () => {
    const flood = [...lanes('flood', 'f1', 900), ...lanes('flood', 'f2', 2), ...lanes('calm', 'c1', 3), ...lanes('quiet', 'q1', 1)];
    const chosen = fairLanes(flood, 10);
    const count = (id: string): number => chosen.filter(({ destinationId }) => destinationId === id).length;
    expect([count('c1'), count('q1'), count('f2')]).toEqual([3, 1, 2]);
    expect(count('f1')).toBe(4);
  });

  it('each get their turn over several claims', () => {
    const many = lanes('p', 'd', 30).map((lane) => ({ ...lane, destinationId: `d${lane.n}` }));
    const seen = new Set(Array.from({ length: 60 }, () => fairLanes(many, 5)).flatMap((some) => some.map(({ n }) => n)));
    expect(seen.size).toBe(30);
  });
});
