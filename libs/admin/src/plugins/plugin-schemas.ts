import type { AnyPlugin } from '@posthorn/plugin-sdk';
import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

const cache = new WeakMap<z.ZodType, JsonSchema>();

/** JSON Schema (2020-12) of what may be written: a field with a default is optional. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = cache.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  cache.set(schema, made);
  return made;
}

/** Every secret that the plugin knows. */
export function secretNamesOf(plugin: AnyPlugin): readonly string[] {
  const { properties } = jsonSchemaOf(plugin.secretsSchema);
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}
