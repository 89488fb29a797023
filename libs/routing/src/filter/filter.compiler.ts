import type { FieldError } from '@posthorn/contracts';
import { ConditionCompiler, type Condition } from './condition.compiler.js';
import { isPlainObject } from './filter-equality.js';
import { FILTER_SECTIONS, type FilterInput, type FilterSection } from './filter-input.js';
import { filterLimitFault } from './filter-limits.js';
import { FilterOverload } from './filter-scope.js';

/** A filter ready for events. Pure: the same request always has the same answer. */
export interface EventFilter {
  /** The clause that stops the event, at most 256 bytes, for example `body.amount.$gt: 100`; `null` = it passes. */
  stoppedBy(input: FilterInput): string | null;
}

export type FilterCompilation =
  { readonly ok: true; readonly filter: EventFilter } | { readonly ok: false; readonly faults: readonly FieldError[] };

interface SectionFilter {
  readonly section: FilterSection;
  readonly condition: Condition;
}

/**
 * Compiles a filter in Hookdeck's JSON syntax: an object with conditions for `body`, `headers`, `query` and `path`, which must all hold
 * (https://hookdeck.com/docs/filters). What differs is in the README of this folder. `field` is where it stands, for the faults.
 */
export function compileFilter(value: unknown, field = 'filter'): FilterCompilation {
  if (!isPlainObject(value)) return { ok: false, faults: [fault(field, 'invalid', `A filter is an object with ${names()}.`)] };
  const limit = filterLimitFault(value, field);
  if (limit) return { ok: false, faults: [limit] };
  const compiler = new ConditionCompiler(field);
  const unknown = Object.keys(value)
    .filter((name) => !FILTER_SECTIONS.some((section) => section === name))
    .map((name) => fault(`${field}.${name}`, 'unknown-field', `A filter has only ${names()}.`));
  // In this order: what is cheap to read first, the body last.
  const sections = FILTER_SECTIONS.flatMap((section): SectionFilter[] => {
    const schema = Object.hasOwn(value, section) ? value[section] : null;
    if (saysNothing(schema)) return [];
    return [{ section, condition: compiler.compile(schema, { path: section, namesHeaders: section === 'headers' }) }];
  });
  const faults = [...unknown, ...compiler.faults];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, filter: { stoppedBy: (input) => stoppedBy(sections, input) } };
}

function stoppedBy(sections: readonly SectionFilter[], input: FilterInput): string | null {
  for (const { section, condition } of sections) {
    const read = input.section(section);
    if (!read) return 'body: it is not JSON';
    try {
      const failed = input.evaluate(read.value, (scope) => condition(read.value, scope));
      if (failed !== null) return failed;
    } catch (error) {
      if (!(error instanceof FilterOverload)) throw error;
      return `${section}: it takes too many comparisons, or lists nested too deep`;
    }
  }
  return null;
}

/** As Hookdeck shows a section that no rule is about. */
function saysNothing(schema: unknown): boolean {
  return schema === null || (isPlainObject(schema) && Object.keys(schema).length === 0);
}

const names = (): string => FILTER_SECTIONS.join(', ');
const fault = (field: string, code: string, message: string): FieldError => ({ field, code, message });
