import { FairQueue } from './fair-queue.js';

const always = (): boolean => true;

function filled(...turns: readonly string[]): FairQueue<{ projectId: string; key: string; name: string }> {
  const queue = new FairQueue<{ projectId: string; key: string; name: string }>();
  turns.forEach((turn, at) => {
    const [projectId = '', key = ''] = turn.split('/');
    queue.add({ projectId, key, name: `${turn}#${at}` });
  });
  return queue;
}

const names = (queue: ReturnType<typeof filled>, mayStart: (key: string) => boolean = always): string[] =>
  Array.from({ length: queue.size }, () => queue.take(mayStart)?.name).filter((name) => name !== undefined);

describe('what waits by turns', () => {
  it('G6 isolation: a flood of one project is one turn of many, and so is one of a subscription within it', () => {
    const queue = filled('a/x', 'a/x', 'a/x', 'a/y', 'b/z', 'b/z', 'c/w');
    expect(names(queue)).toEqual(['a/x#0', 'b/z#4', 'c/w#6', 'a/y#3', 'b/z#5', 'a/x#1', 'a/x#2']);
  });

  it('passes over a key that may have no more for now, and comes back to it', () => {
    const queue = filled('a/x', 'a/y', 'b/x');
    expect(names(queue, (key) => key !== 'x')).toEqual(['a/y#1']);
    expect(queue.size).toBe(2);
    expect(names(queue)).toEqual(['b/x#2', 'a/x#0']);
    expect(queue.take(always)).toBeNull();
  });

  it('forgets what gave up, once', () => {
    const queue = filled('a/x', 'a/x');
    const item = queue.take(always);
    if (!item) throw new Error('nothing waits');
    expect(queue.remove(item)).toBe(false);
    expect(queue.size).toBe(1);
    expect(queue.clear().map(({ name }) => name)).toEqual(['a/x#1']);
    expect(queue.size).toBe(0);
  });
});
