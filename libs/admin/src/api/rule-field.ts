import type { FieldError, Rule } from '@posthorn/contracts';
import { parseRule } from '@posthorn/routing';
import { isJsonObject, mergeAlternatives } from './merge-patch.js';

/** A rule as the OpenAPI document has it. */
export const RULE_SCHEMA = {
  type: 'object' as const,
  selfRequired: false,
  nullable: true,
  properties: {
    from: { type: 'string' as const, enum: ['body', 'form', 'header', 'query', 'const'] },
    path: { type: 'string' as const },
    name: { type: 'string' as const },
    value: { type: 'string' as const },
  },
  additionalProperties: false,
};

/** Reads a field that holds a rule; `null` where none is given. */
export function readRule(
  value: unknown,
  field: string,
  faults: FieldError[],
  options: { readonly allowConst?: boolean } = {},
): Rule | null {
  if (value === undefined || value === null) return null;
  const parsed = parseRule(value, field, options);
  if (parsed.ok) return parsed.rule;
  faults.push(...parsed.faults);
  return null;
}

/** A rule of another kind replaces the old one: the path of a body says nothing about a header. */
export function mergeRule(rule: unknown, patch: unknown): unknown {
  return mergeAlternatives(rule, patch, isJsonObject(patch) && 'from' in patch ? ['from', 'path', 'name', 'value'] : []);
}
