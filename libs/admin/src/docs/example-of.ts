import { ID_PREFIXES, type IdPrefix } from '@posthorn/contracts';
import { dereference, typesOf, type JsonSchema, type Schemas } from './json-schema.js';

const ID = '01h2xcejqtf2nbrexx3vqjhp41';
const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-01-15T09:30:00.000Z',
  uri: 'https://posthorn.dev/problems/invalid',
  uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
};

/** An id that every example means: tests put a real one in its place. */
export function exampleId(prefix: IdPrefix): string {
  return `${prefix}_${ID}`;
}

/** An example of a schema, made of the examples, defaults and limits that its fields have. */
export function exampleOf(schema: JsonSchema, schemas: Schemas, name = ''): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref !== undefined) return exampleOf(dereference(schema, schemas), schemas, name);
  const branch = [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.oneOf ?? [])].find(({ type }) => type !== 'null');
  if (branch) return exampleOf(branch, schemas, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  return ofType(schema, schemas, name);
}

function ofType(schema: JsonSchema, schemas: Schemas, name: string): unknown {
  switch (typesOf(schema)[0]) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, field]) => [key, exampleOf(field, schemas, key)]));
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () =>
        schema.items ? exampleOf(schema.items, schemas, name) : 'text',
      );
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return false;
    case 'string':
      return ofText(schema, name);
    default:
      return null;
  }
}

function ofText({ format, pattern = '', minLength = 0 }: JsonSchema, name: string): string {
  const prefix = /^\^([a-z]{3})_/.exec(pattern)?.[1];
  if (prefix !== undefined) return `${prefix}_${ID}`;
  const kind = name.endsWith('Id') ? name.slice(0, -2) : '';
  if (kind in ID_PREFIXES) return exampleId(ID_PREFIXES[kind as keyof typeof ID_PREFIXES]);
  return BY_FORMAT[format ?? ''] ?? (name || 'text').padEnd(minLength, '.');
}
