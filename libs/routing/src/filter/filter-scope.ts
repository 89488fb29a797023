/** What one filter may compare for one event: some milliseconds of the thread that all senders share. */
export const MAX_COMPARISONS = 250_000;
/** What all filters may compare for one event, however many subscriptions want it. */
export const MAX_COMPARISONS_OF_EVENT = 1_000_000;
/** Lists in lists in a body; each is a call deeper. */
const MAX_LIST_DEPTH = 100;
/** Looking for a text in a text may cost the product of their lengths; this many characters of it count as one comparison. */
const CHARACTERS_PER_COMPARISON = 4_096;

/** A sender's body asks for more work than a filter may cost: the filter does not match, and says so. */
export class FilterOverload extends Error {}

/** One evaluation of a section's condition: what `$ref` looks into, where in the lists we are, and how much work is left. */
export class FilterScope {
  private readonly indexes: number[] = [];

  /** `left`: comparisons that it may cost. */
  constructor(
    readonly root: unknown,
    private left: number = MAX_COMPARISONS,
  ) {}

  get comparisonsLeft(): number {
    return Math.max(0, this.left);
  }

  /** Throws {@link FilterOverload}. */
  spend(comparisons = 1): void {
    this.left -= comparisons;
    if (this.left < 0) throw new FilterOverload();
  }

  spendOnSearch(text: string, part: string): void {
    this.spend(1 + (text.length * part.length) / CHARACTERS_PER_COMPARISON);
  }

  /** Position in the list that is `depth` lists down; `undefined` if there is none. */
  indexAt(depth: number): number | undefined {
    return this.indexes[depth];
  }

  someItem(list: readonly unknown[], test: (item: unknown) => boolean): boolean {
    const depth = this.indexes.length;
    if (depth >= MAX_LIST_DEPTH) throw new FilterOverload();
    for (let index = 0; index < list.length; index++) {
      this.spend();
      this.indexes[depth] = index;
      const holds = test(list[index]);
      this.indexes.length = depth;
      if (holds) return true;
    }
    return false;
  }
}
