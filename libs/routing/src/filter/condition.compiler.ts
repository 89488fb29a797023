import type { FieldError } from '@posthorn/contracts';
import { clauseText } from './filter-clause.js';
import { isEqualOrHolds, isPlainObject, isScalar } from './filter-equality.js';
import { FILTER_OPERATORS, type FilterOperator } from './filter-operators.js';
import { compileReference } from './filter-reference.js';
import type { FilterScope } from './filter-scope.js';

/** The clause that the value does not fulfil, or `null` if it fulfils all. `undefined` = there is no value. */
export type Condition = (value: unknown, scope: FilterScope) => string | null;

/** Where in a filter something stands. */
export interface FilterPlace {
  /** For example `body.amount`. */
  readonly path: string;
  /** Its keys are names of headers, which have no case. */
  readonly namesHeaders: boolean;
}

type Operand = (scope: FilterScope) => unknown;

const JOINERS = ['$or', '$and', '$not', '$ref'];
/** Of a condition with faults, which nobody evaluates. */
const NEVER: Condition = () => '';

/**
 * Compiles the conditions of a filter that keeps to `filter-limits.ts`, reporting every fault with its place. An object's parts must
 * all hold; `$or`, `$and` and `$not` are about the very value that they stand at; on a list, plain names ask for one item that has
 * all of them, and a plain value for one that equals it.
 */
export class ConditionCompiler {
  readonly faults: FieldError[] = [];

  /** `field`: where the filter stands, for example `filter`. */
  constructor(private readonly field: string) {}

  compile(schema: unknown, place: FilterPlace): Condition {
    if (isScalar(schema)) return this.equality(() => schema, clauseText(place.path, schema));
    if (Array.isArray(schema)) return this.list(schema, place);
    return isPlainObject(schema) ? this.object(schema, place) : this.fault(place.path, 'This is no JSON.');
  }

  private equality(operand: Operand, clause: string): Condition {
    return (value, scope) => (value !== undefined && isEqualOrHolds(value, operand(scope), scope) ? null : clause);
  }

  /** Each must be met by an item: a list that is not looked into for more than one thing at once. */
  private list(schemas: readonly unknown[], place: FilterPlace): Condition {
    const conditions = schemas.map((schema, index) => this.compile(schema, at(place, String(index))));
    const clause = clauseText(place.path, schemas);
    return (value, scope) => {
      scope.spend();
      const isMet = (condition: Condition): boolean =>
        Array.isArray(value) && scope.someItem(value, (item) => condition(item, scope) === null);
      return Array.isArray(value) && conditions.every(isMet) ? null : clause;
    };
  }

  private object(schema: Readonly<Record<string, unknown>>, place: FilterPlace): Condition {
    const entries = Object.entries(schema);
    if (entries.length === 0) return this.fault(place.path, 'This says nothing; that something must be there is {"$exist": true}.');
    const operators = entries.filter(([name]) => name.startsWith('$')).map(([name, operand]) => this.operator(name, operand, place));
    const names = entries.filter(([name]) => !name.startsWith('$'));
    const parts = operators.filter(({ perItem }) => !perItem).map(({ condition }) => condition);
    const aboutItems = operators.filter(({ perItem }) => perItem).map(({ condition }) => condition);
    if (aboutItems.length > 0) parts.push(onOneItem(all(aboutItems)));
    if (names.length > 0) parts.push(this.properties(names, place));
    return all(parts);
  }

  private properties(entries: readonly [name: string, schema: unknown][], place: FilterPlace): Condition {
    const properties = entries.map(([name, schema]) => ({
      name: place.namesHeaders ? name.toLowerCase() : name,
      condition: this.compile(schema, at(place, name)),
    }));
    const clause = clauseText(place.path, Object.fromEntries(entries));
    const ofOne: Condition = (value, scope) => {
      scope.spend();
      for (const { name, condition } of properties) {
        // Own properties only: `constructor` finds what a sender wrote, never what JavaScript adds.
        const failed = condition(isPlainObject(value) && Object.hasOwn(value, name) ? value[name] : undefined, scope);
        if (failed !== null) return failed;
      }
      return null;
    };
    return (value, scope) => {
      if (!Array.isArray(value)) return ofOne(value, scope);
      const isMet = (item: unknown): boolean =>
        Array.isArray(item) ? scope.someItem(item, isMet) : isPlainObject(item) && ofOne(item, scope) === null;
      return scope.someItem(value, isMet) ? null : clause;
    };
  }

  private operator(name: string, operand: unknown, place: FilterPlace): { readonly condition: Condition; readonly perItem?: boolean } {
    const path = `${place.path}.${name}`;
    if (name === '$or' || name === '$and') return { condition: this.branches(name, operand, place) };
    if (name === '$not') return { condition: this.negation(operand, place) };
    if (name === '$ref')
      return { condition: this.equality(this.reference(operand, path, place), clauseText(place.path, { $ref: operand })) };
    const known = FILTER_OPERATORS.get(name);
    if (known) return { condition: this.comparison(known, operand, path, place), perItem: known.perItem ?? false };
    const names = [...FILTER_OPERATORS.keys(), ...JOINERS].join(' ');
    return { condition: this.fault(path, `There is no such operator; there are ${names}.`, 'unknown-field') };
  }

  private comparison(operator: FilterOperator, operand: unknown, path: string, place: FilterPlace): Condition {
    const isReference = isPlainObject(operand) && Object.hasOwn(operand, '$ref');
    const problem = isReference ? null : operator.operandFault(operand);
    if (problem) return this.fault(path, problem);
    if (isReference && Object.keys(operand).length > 1) return this.fault(path, 'A $ref stands alone.');
    const read = isReference ? this.reference(operand['$ref'], `${path}.$ref`, place) : (): unknown => operand;
    const clause = clauseText(path, operand);
    return (value, scope) => {
      scope.spend();
      if (value === undefined && !operator.judgesAbsence) return clause;
      return operator.test(value, read(scope), scope) ? null : clause;
    };
  }

  private reference(path: unknown, field: string, place: FilterPlace): Operand {
    const inHeaders = place.path.split('.', 1)[0] === 'headers';
    const reference = typeof path === 'string' ? compileReference(inHeaders ? path.toLowerCase() : path) : null;
    if (reference) return reference;
    this.fault(field, 'A reference is a path such as items[0].sku or items[$index].sku, from the root of this section.');
    return () => null;
  }

  private branches(name: '$or' | '$and', operand: unknown, place: FilterPlace): Condition {
    const here = at(place, name);
    if (!Array.isArray(operand) || operand.length === 0) return this.fault(here.path, 'Give a list of conditions.');
    const conditions = operand.map((schema, index) =>
      this.compile(schema, { ...at(here, String(index)), namesHeaders: place.namesHeaders }),
    );
    if (name === '$and') return all(conditions);
    const clause = clauseText(here.path, operand);
    return (value, scope) => {
      scope.spend();
      return conditions.some((condition) => condition(value, scope) === null) ? null : clause;
    };
  }

  private negation(operand: unknown, place: FilterPlace): Condition {
    const here = at(place, '$not');
    const condition = this.compile(operand, { ...here, namesHeaders: place.namesHeaders });
    const clause = clauseText(here.path, operand);
    return (value, scope) => {
      scope.spend();
      return condition(value, scope) === null ? clause : null;
    };
  }

  private fault(place: string, message: string, code = 'invalid'): Condition {
    this.faults.push({ field: `${this.field}.${place}`, code, message });
    return NEVER;
  }
}

/** Only a section's first names are those of headers. */
function at(place: FilterPlace, name: string): FilterPlace {
  return { path: `${place.path}.${name}`, namesHeaders: false };
}

function all(conditions: readonly Condition[]): Condition {
  const [first] = conditions;
  if (first && conditions.length === 1) return first;
  return (value, scope) => {
    for (const condition of conditions) {
      const failed = condition(value, scope);
      if (failed !== null) return failed;
    }
    return null;
  };
}

/** Of a list, one item must fulfil it. */
function onOneItem(condition: Condition): Condition {
  return (value, scope) => {
    if (!Array.isArray(value)) return condition(value, scope);
    let failed = condition(undefined, scope);
    const found = scope.someItem(value, (item) => (failed = condition(item, scope)) === null);
    return found ? null : failed;
  };
}
