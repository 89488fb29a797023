import { dereference, type JsonSchema, type Schemas } from '../docs/json-schema.js';

/** A field of a body, however deep. */
export interface BodyField {
  readonly path: readonly string[];
  readonly isRequired: boolean;
  readonly schema: JsonSchema;
}

const MAX_DEPTH = 4;

/** Every field that a body's schema names. */
export function fieldsOf(schema: JsonSchema, schemas: Schemas, path: readonly string[] = []): readonly BodyField[] {
  const own = dereference(schema, schemas);
  const branches = [...(own.anyOf ?? []), ...(own.allOf ?? []), ...(own.oneOf ?? [])].flatMap((branch) => fieldsOf(branch, schemas, path));
  if (path.length > MAX_DEPTH) return branches;
  const fields = Object.entries(own.properties ?? {}).flatMap(([name, field]) => {
    const here = [...path, name];
    return [{ path: here, isRequired: own.required?.includes(name) === true, schema: field }, ...fieldsOf(field, schemas, here)];
  });
  const items = own.items && path.length > 0 ? [{ path: [...path, '0'], isRequired: false, schema: own.items }] : [];
  return [...fields, ...items, ...branches];
}

/** The body with another value at a path; what lies between is made where it is not there. */
export function withValue(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (name === '0') return [withValue(Array.isArray(body) ? body[0] : undefined, rest, value)];
  const object = typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
  const changed = withValue((object as Record<string, unknown>)[name], rest, value);
  const others = Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  return changed === undefined ? others : { ...others, [name]: changed };
}
