import { isEqual, isScalar, numberIn } from './filter-equality.js';
import type { FilterScope } from './filter-scope.js';

export interface FilterOperator {
  /** The sentence that is wrong with what stands behind the operator, or `null`. */
  operandFault(operand: unknown): string | null;
  /** `operand` may come from a sender through `$ref` and be anything. */
  test(value: unknown, operand: unknown, scope: FilterScope): boolean;
  /** About one value, never about a list: a list fulfils it if one of its items does. */
  readonly perItem?: boolean;
  /** Asked even where there is no value; nothing else holds there. */
  readonly judgesAbsence?: boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isListOf = (value: unknown, is: (item: unknown) => boolean): value is readonly unknown[] => Array.isArray(value) && value.every(is);

const anything = (): null => null;
const ordered = (operand: unknown): string | null =>
  isText(operand) || typeof operand === 'number' ? null : 'Compare with a number or a text.';
const texts = (operand: unknown): string | null =>
  isText(operand) || (isListOf(operand, isText) && operand.length > 0) ? null : 'Compare with a text or a list of texts.';
const contents = (operand: unknown): string | null =>
  isText(operand) || typeof operand === 'number' || (isListOf(operand, isScalar) && operand.length > 0)
    ? null
    : 'Give a text or a number to be contained, or a list of the values allowed.';
const truth = (operand: unknown): string | null => (typeof operand === 'boolean' ? null : 'Give true or false.');

/** Negative, 0, positive; `null` where the two have no order. A text is compared with a number only if it is one. */
function compare(value: unknown, operand: unknown): number | null {
  if (isText(value) && isText(operand)) return value < operand ? -1 : Number(value > operand);
  const a = isText(value) ? numberIn(value) : value;
  const b = isText(operand) ? numberIn(operand) : operand;
  return typeof a === 'number' && typeof b === 'number' ? a - b : null;
}

function order(holds: (difference: number) => boolean): FilterOperator {
  const test: FilterOperator['test'] = (value, operand) => {
    const difference = compare(value, operand);
    return difference !== null && holds(difference);
  };
  return { operandFault: ordered, test, perItem: true };
}

function affix(holds: (value: string, part: string) => boolean): FilterOperator {
  const test: FilterOperator['test'] = (value, operand) => {
    if (!isText(value)) return false;
    return Array.isArray(operand) ? operand.some((part) => isText(part) && holds(value, part)) : isText(operand) && holds(value, operand);
  };
  return { operandFault: texts, test, perItem: true };
}

/** A list that contains it, a text that it is a part of, or a value that is one of several. */
function contains(value: unknown, operand: unknown, scope: FilterScope): boolean {
  const isWanted = (item: unknown): boolean =>
    Array.isArray(operand) ? operand.some((one) => isEqual(item, one, scope)) : isEqual(item, operand, scope);
  if (Array.isArray(value)) return scope.someItem(value, isWanted);
  if (Array.isArray(operand)) return isWanted(value);
  if (!isText(value) || !(isText(operand) || typeof operand === 'number')) return false;
  const part = String(operand);
  scope.spendOnSearch(value, part);
  return value.includes(part);
}

/** Hookdeck's operators that compare one value with one operand; those that join conditions stand in the compiler. */
export const FILTER_OPERATORS: ReadonlyMap<string, FilterOperator> = new Map<string, FilterOperator>([
  ['$eq', { operandFault: anything, test: isEqual }],
  ['$neq', { operandFault: anything, test: (value, operand, scope) => !isEqual(value, operand, scope) }],
  ['$in', { operandFault: contents, test: contains }],
  ['$nin', { operandFault: contents, test: (value, operand, scope) => !contains(value, operand, scope) }],
  ['$gt', order((difference) => difference > 0)],
  ['$gte', order((difference) => difference >= 0)],
  ['$lt', order((difference) => difference < 0)],
  ['$lte', order((difference) => difference <= 0)],
  ['$startsWith', affix((value, part) => value.startsWith(part))],
  ['$endsWith', affix((value, part) => value.endsWith(part))],
  ['$exist', { operandFault: truth, test: (value, operand) => (value !== undefined) === operand, judgesAbsence: true }],
]);
