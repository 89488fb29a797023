import { z } from 'zod';
import type { AnyPlugin } from '../plugin.js';
import { remoteOf } from './remote-plugin.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Says of a field that its value goes in and never comes out; read by forms, ignored by validators. */
export const SECRET_KEYWORD = 'x-posthorn-secret';

export interface PluginSchemas {
  readonly config: JsonSchema;
  readonly secrets: JsonSchema;
}

const cache = new WeakMap<AnyPlugin, PluginSchemas>();

/** JSON Schema (2020-12) of what may be written: a field with a default is optional, a secret is marked as one. */
export function pluginSchemasOf(plugin: AnyPlugin): PluginSchemas {
  const known = remoteOf(plugin)?.schemas ?? cache.get(plugin);
  if (known) return known;
  const made = { config: jsonSchema(plugin.configSchema), secrets: withSecretsMarked(jsonSchema(plugin.secretsSchema)) };
  cache.set(plugin, made);
  return made;
}

/** Every secret that the plugin knows. */
export function secretNamesOf(plugin: AnyPlugin): readonly string[] {
  return Object.keys(propertiesOf(pluginSchemasOf(plugin).secrets));
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function withSecretsMarked(schema: JsonSchema): JsonSchema {
  const marked = Object.entries(propertiesOf(schema)).map(([name, property]) => [
    name,
    { ...Object(property), writeOnly: true, format: 'password', [SECRET_KEYWORD]: true },
  ]);
  return { ...schema, properties: Object.fromEntries(marked) };
}

function propertiesOf({ properties }: JsonSchema): Readonly<Record<string, unknown>> {
  return { ...Object(properties) };
}
