import { GroupCommit } from './group-commit.js';

const LIMITS = { maxItems: 4, maxBytes: 1_000, maxInFlight: 1 };

describe('a group commit', () => {
  let batches: string[][];
  let release: (() => void)[];
  let commits: GroupCommit<string, string>;

  beforeEach(() => {
    batches = [];
    release = [];
    commits = new GroupCommit(async (batch) => {
      batches.push([...batch]);
      await new Promise<void>((resolve) => release.push(resolve));
      return batch;
    }, LIMITS);
  });

  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const add = (item: string, sharer?: string, bytes = 1): void => void commits.add(item, bytes, sharer);

  async function next(): Promise<void> {
    release.shift()?.();
    await turn();
  }

  it('takes in order what fits, by count and by bytes', async () => {
    for (const item of ['a', 'b', 'c', 'd', 'e']) add(item);
    add('big', '', 999);
    add('small');
    await turn();
    for (let n = 0; n < 4; n++) await next();
    expect(batches).toEqual([['a', 'b', 'c', 'd'], ['e', 'big'], ['small']]);
  });

  it('G6: lets those who share it take turns, so that a flood delays nobody else by more than a batch', async () => {
    for (let n = 0; n < 12; n++) add(`flood ${n}`, 'flood');
    await turn();
    add('calm 0', 'calm');
    add('calm 1', 'calm');
    expect(commits.backlogOf('calm').items).toBe(4);
    expect(commits.backlogOf('another')).toEqual({ items: 0, bytes: 0, sinceMs: null });
    expect(commits.backlogOf('flood').items).toBe(10);
    await next();
    expect(batches[1]).toEqual(['flood 4', 'calm 0', 'flood 5', 'calm 1']);
    await next();
    expect(batches[2]).toEqual(['flood 6', 'flood 7', 'flood 8', 'flood 9']);
    for (let n = 0; n < 3; n++) await next();
    await commits.drained();
    expect(batches.flat()).toHaveLength(14);
  });
});
