/** One step into a JSON value: a key of an object or an index of a list. */
export type PathStep = string | number;

const MAX_PATH_LENGTH = 512;
const INDEXES = /^(?:\[\d{1,9}\])*$/;

/** Takes `order.items[0].id` apart; also `[0].id`. `null` if it is no path. */
export function parseRulePath(path: string): readonly PathStep[] | null {
  if (path === '' || path.length > MAX_PATH_LENGTH || path.includes('\0')) return null;
  const steps: PathStep[] = [];
  for (const [position, part] of path.split('.').entries()) {
    const bracket = part.indexOf('[');
    const key = bracket < 0 ? part : part.slice(0, bracket);
    const indexes = bracket < 0 ? '' : part.slice(bracket);
    if (key.includes(']') || !INDEXES.test(indexes)) return null;
    // Only the root may be a list itself.
    if (key === '' && !(position === 0 && indexes !== '')) return null;
    if (key !== '') steps.push(key);
    for (const index of indexes.slice(1, -1).split('][')) if (index !== '') steps.push(Number(index));
  }
  return steps;
}

/** The sentence that is wrong with a path, or `null`. */
export function validateRulePath(path: string): string | null {
  return parseRulePath(path)
    ? null
    : `A path is dotted keys and [n], for example order.items[0].id, at most ${MAX_PATH_LENGTH} characters.`;
}

/** Own properties only: `constructor` and `__proto__` in a path find what a sender wrote, never what JavaScript adds. */
export function valueAtPath(root: unknown, steps: readonly PathStep[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) ? typeof step !== 'number' : typeof step === 'number') return undefined;
    if (!Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PathStep, unknown>)[step];
  }
  return value;
}
