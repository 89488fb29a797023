import { FilterOverload, type FilterScope } from './filter-scope.js';

/** Values nested deeper are not compared: the call stack is finite and a sender's body need not be. */
const MAX_DEPTH = 100;
const MAX_NUMBER_LENGTH = 40;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text as the number that it is, or `null`. */
export function numberIn(text: string): number | null {
  return text.length <= MAX_NUMBER_LENGTH && NUMBER.test(text) ? Number(text) : null;
}

/**
 * Equal as people mean it: a number and a text that is the same number are equal (headers and queries only have texts, and
 * Hookdeck compares so, too), other kinds never are; lists in order, objects in any.
 */
export function isEqual(a: unknown, b: unknown, scope: FilterScope, depth = 0): boolean {
  scope.spend();
  if (a === b) return true;
  if (typeof a === 'number' && typeof b === 'string') return numberIn(b) === a;
  if (typeof a === 'string' && typeof b === 'number') return numberIn(a) === b;
  if (isScalar(a) || isScalar(b)) return false;
  if (depth >= MAX_DEPTH) throw new FilterOverload();
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index], scope, depth + 1));
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isEqual(a[name], b[name], scope, depth + 1))
  );
}

/** Equal, or a list that holds an equal one, however deep. */
export function isEqualOrHolds(value: unknown, wanted: unknown, scope: FilterScope): boolean {
  if (isEqual(value, wanted, scope)) return true;
  return Array.isArray(value) && scope.someItem(value, (item) => isEqualOrHolds(item, wanted, scope));
}
