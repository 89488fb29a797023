import fc, { type Arbitrary } from 'fast-check';
import { exampleId } from '../docs/example-of.js';
import { dereference, type JsonSchema, type Schemas } from '../docs/json-schema.js';

/** Beyond, an object has only what it must have: filters and retry policies nest no deeper. */
const MAX_DEPTH = 4;
const MAX_ITEMS = 4;
/** Of an example: with more fields changed, most bodies are refused for one of them. */
const MAX_CHANGED = 3;
const MAX_TEXT_LENGTH = 60;

/** Values that a schema of the OpenAPI document allows. Most ids are the one that `realBody` puts a real one in the place of. */
export function arbitraryOf(schema: JsonSchema, schemas: Schemas, depth = 0): Arbitrary<unknown> {
  if (schema.$ref !== undefined) return arbitraryOf(dereference(schema, schemas), schemas, depth);
  const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (branches) return fc.oneof(...branches.map((branch) => arbitraryOf(branch, schemas, depth)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === undefined) return fc.jsonValue({ maxDepth: 2 });
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  return fc.oneof(...types.map((type) => ofType(type, schema, schemas, depth)));
}

/** A body near its example: some of its fields, or all, as the schema allows them; so most are understood and something comes of them. */
export function bodyArbitrary(schema: JsonSchema, example: unknown, schemas: Schemas): Arbitrary<unknown> {
  const { properties = {} } = dereference(schema, schemas);
  const fields = fc.record(fieldsOf(properties, schemas, 0), { requiredKeys: [] });
  const some = fc.tuple(fields, fc.subarray(Object.keys(properties), { maxLength: Math.min(MAX_CHANGED, Object.keys(properties).length) }));
  const nearExample = some.map(([all, names]) => {
    const changed = Object.entries(all as object).filter(([name]) => names.includes(name));
    return { ...(example as object), ...Object.fromEntries(changed) };
  });
  return fc.oneof({ weight: 3, arbitrary: nearExample }, { weight: 1, arbitrary: arbitraryOf(schema, schemas) });
}

function ofType(type: string, schema: JsonSchema, schemas: Schemas, depth: number): Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return ofObject(schema, schemas, depth);
    case 'array':
      return ofArray(schema, schemas, depth);
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? Number.MIN_SAFE_INTEGER, max: schema.maximum ?? Number.MAX_SAFE_INTEGER });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return ofText(schema);
    default:
      return fc.constant(null);
  }
}

function ofObject({ properties, required = [], additionalProperties }: JsonSchema, schemas: Schemas, depth: number): Arbitrary<unknown> {
  const isOpen = additionalProperties !== undefined && additionalProperties !== false;
  if (!properties) return isOpen ? ofOpenObject(additionalProperties, schemas, depth) : fc.constant({});
  const names = Object.entries(properties).filter(([name]) => depth < MAX_DEPTH || required.includes(name));
  return fc.record(fieldsOf(Object.fromEntries(names), schemas, depth + 1), { requiredKeys: [...required] });
}

function ofOpenObject(values: true | JsonSchema, schemas: Schemas, depth: number): Arbitrary<unknown> {
  const value = values === true || depth >= MAX_DEPTH ? fc.jsonValue({ maxDepth: 2 }) : arbitraryOf(values, schemas, depth + 1);
  return fc.dictionary(fc.string({ maxLength: 20 }), value, { maxKeys: MAX_ITEMS });
}

function fieldsOf(properties: Schemas, schemas: Schemas, depth: number): Record<string, Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, arbitraryOf(field, schemas, depth)]));
}

function ofArray(
  { items, minItems = 0, maxItems = MAX_ITEMS, uniqueItems }: JsonSchema,
  schemas: Schemas,
  depth: number,
): Arbitrary<unknown> {
  const item = items ? arbitraryOf(items, schemas, depth + 1) : fc.jsonValue({ maxDepth: 1 });
  const length = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, MAX_ITEMS)) };
  return uniqueItems ? fc.uniqueArray(item, { ...length, selector: (one) => JSON.stringify(one) }) : fc.array(item, length);
}

function ofText({ pattern, format, minLength = 0, maxLength = MAX_TEXT_LENGTH }: JsonSchema): Arbitrary<string> {
  const prefix = /^\^([a-z]{3})_/.exec(pattern ?? '')?.[1];
  if (pattern !== undefined && prefix !== undefined) {
    return fc.oneof({ weight: 4, arbitrary: fc.constant(exampleId(prefix as 'src')) }, fc.stringMatching(new RegExp(pattern)));
  }
  if (pattern !== undefined) {
    return fc.stringMatching(new RegExp(pattern)).filter(({ length }) => length >= minLength && length <= maxLength);
  }
  if (format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((at) => at.toISOString());
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, MAX_TEXT_LENGTH)) };
  return fc
    .oneof(fc.string({ unit: 'grapheme', ...length }), fc.string({ unit: 'binary', ...length }))
    .filter((text) => text.length <= maxLength);
}
