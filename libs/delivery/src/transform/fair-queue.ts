/** Whose turn it is: of a project first, of a subscription within it. */
export interface Turn {
  readonly projectId: string;
  readonly key: string;
}

/**
 * What waits, given out by turns: each project has its turn, and within it each key, whatever waits for the others.
 */
export class FairQueue<Item extends Turn> {
  /** Maps keep their order: what has had its turn goes to the end. */
  private readonly projects = new Map<string, Map<string, Item[]>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(item: Item): void {
    const keys = this.projects.get(item.projectId) ?? new Map<string, Item[]>();
    this.projects.set(item.projectId, keys);
    const items = keys.get(item.key) ?? [];
    keys.set(item.key, items);
    items.push(item);
    this.count++;
  }

  /** The next whose key may have one now. */
  take(mayStart: (key: string) => boolean): Item | null {
    for (const [projectId, keys] of this.projects) {
      for (const [key, items] of keys) {
        const [item] = items;
        if (!item || !mayStart(key)) continue;
        this.remove(item);
        moveToEnd(keys, key);
        moveToEnd(this.projects, projectId);
        return item;
      }
    }
    return null;
  }

  /** Whether all that waits is of such keys. */
  isOnly(test: (key: string) => boolean): boolean {
    return [...this.projects.values()].every((keys) => [...keys.keys()].every(test));
  }

  /** `false`: it was not there any more. */
  remove(item: Item): boolean {
    const keys = this.projects.get(item.projectId);
    const items = keys?.get(item.key);
    const at = items?.indexOf(item) ?? -1;
    if (!keys || !items || at === -1) return false;
    items.splice(at, 1);
    if (items.length === 0) keys.delete(item.key);
    if (keys.size === 0) this.projects.delete(item.projectId);
    this.count--;
    return true;
  }

  /** All of them, in no order; nothing is left. */
  clear(): Item[] {
    const items = [...this.projects.values()].flatMap((keys) => [...keys.values()].flat());
    this.projects.clear();
    this.count = 0;
    return items;
  }
}

function moveToEnd<Value>(map: Map<string, Value>, key: string): void {
  const value = map.get(key);
  if (value === undefined) return;
  map.delete(key);
  map.set(key, value);
}
