import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { typesOf, type JsonSchema } from './json-schema.js';

/** What one validator asks of a value. */
interface Rule {
  readonly name: string;
  readonly first: unknown;
  /** Of every item of a list. */
  readonly each: boolean;
}

/** Crockford's base 32; 128 bits in 26 digits, so the first is at most 7. */
const ID_PATTERN = '[0-7][0-9a-hjkmnp-tv-z]{25}';
const CURSOR_PATTERN = '^[A-Za-z0-9_-]{22}$';

/** By the validator's name, what the same demand is in JSON Schema. Custom validators that are not here stay words. */
const KEYWORDS: Readonly<Record<string, (first: unknown) => JsonSchema>> = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isTime: () => ({ type: 'string', format: 'date-time' }),
  isIn: (first) => ({ enum: first as readonly unknown[] }),
  matches: (first) => ({ pattern: (first as RegExp).source }),
  minLength: (first) => ({ minLength: Number(first) }),
  maxLength: (first) => ({ maxLength: Number(first) }),
  min: (first) => ({ minimum: Number(first) }),
  max: (first) => ({ maximum: Number(first) }),
  arrayNotEmpty: () => ({ minItems: 1 }),
  arrayMaxSize: (first) => ({ maxItems: Number(first) }),
  arrayUnique: () => ({ uniqueItems: true }),
  isTypeId: (first) => ({ type: 'string', pattern: `^${String(first)}_${ID_PATTERN}$` }),
  isCursor: () => ({ type: 'string', pattern: CURSOR_PATTERN }),
};

/** A field that may be left out may be null, too: that is how class-validator reads `@IsOptional()`. */
const OPTIONAL = 'isOptional';

/** What the validators of a DTO ask, by field. Limits are written once, beside the field, and this document follows. */
export function rulesOf(dto: Type): ReadonlyMap<string, readonly Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const { propertyName, type, name, constraints, each } of getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false)) {
    const rule = { name: name ?? type, first: (constraints as readonly unknown[] | undefined)?.[0], each };
    rules.set(propertyName, [...(rules.get(propertyName) ?? []), rule]);
  }
  return rules;
}

/** A field's schema with what its validators ask. In a query there is no null. */
export function constrain(schema: JsonSchema, rules: readonly Rule[], place: 'body' | 'query'): JsonSchema {
  const own = Object.assign({}, ...rules.filter(({ each }) => !each).map(keywordsOf)) as JsonSchema;
  const each = Object.assign({}, ...rules.filter((rule) => rule.each).map(keywordsOf)) as JsonSchema;
  const base = schema.$ref === undefined ? withType(schema, own) : schema;
  const items = base.items && base.items.$ref === undefined ? { ...withType(base.items, each), ...without(each, 'type') } : base.items;
  const constrained = { ...base, ...without(own, 'type'), ...(items && { items }) };
  return place === 'body' && rules.some(({ name }) => name === OPTIONAL) ? nullable(constrained) : constrained;
}

function keywordsOf({ name, first }: Rule): JsonSchema {
  return KEYWORDS[name]?.(first) ?? {};
}

/** TypeScript's metadata calls a union with null an object; the validator knows better. */
function withType(schema: JsonSchema, { type }: JsonSchema): JsonSchema {
  if (type === undefined || schema.anyOf || typesOf(schema)[0] === type) return schema;
  return { ...schema, type: isNullable(schema) ? [String(type), 'null'] : type };
}

function without(schema: JsonSchema, name: keyof JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== name));
}

function isNullable({ type }: JsonSchema): boolean {
  return type === 'null' || (Array.isArray(type) && type.includes('null'));
}

/** The schema, or null. */
export function nullable(schema: JsonSchema): JsonSchema {
  const withNull = schema.enum && !schema.enum.includes(null) ? { ...schema, enum: [...schema.enum, null] } : schema;
  if (schema.$ref !== undefined) {
    const { $ref, ...words } = schema;
    return { ...words, anyOf: [{ $ref }, { type: 'null' }] };
  }
  if (schema.allOf?.length === 1) {
    const { allOf, ...words } = schema;
    return { ...words, anyOf: [...allOf, { type: 'null' }] };
  }
  if (schema.anyOf) return schema.anyOf.some(isNullable) ? schema : { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] };
  if (schema.type === undefined || isNullable(schema)) return withNull;
  return { ...withNull, type: [...typesOf(schema), 'null'] };
}
