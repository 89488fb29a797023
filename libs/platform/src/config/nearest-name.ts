/** More changes than this and the guess would puzzle more than it helps. */
const MAX_CHANGES = 3;

/** The known name that is at most a few typing errors away, or `null`. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const ranked = known.map((candidate) => ({ candidate, changes: editDistance(name, candidate) })).sort((a, b) => a.changes - b.changes);
  const best = ranked[0];
  return best && best.changes <= MAX_CHANGES ? best.candidate : null;
}

/** Levenshtein: the least number of characters inserted, dropped or replaced. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
