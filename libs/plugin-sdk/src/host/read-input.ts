import type { z } from 'zod';
import type { ConfigFault } from '../config-fault.js';
import type { AnyPlugin, NamedUrl } from '../plugin.js';

/** What an operator wrote of a destination. */
export interface PluginInput {
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

/** What a plugin says of it. Without faults it may be stored, if the hosts of `urls` may be reached. */
export interface InputReading {
  readonly faults: readonly ConfigFault[];
  /** As they were given, and those that were made up. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Those that were made up, to be shown once. */
  readonly generated: Readonly<Record<string, string>>;
  readonly urls: readonly NamedUrl[];
}

/** Holds a destination's config and secrets against the plugin's schemas and rules. */
export function readInput(plugin: AnyPlugin, input: PluginInput, { generate }: { readonly generate: boolean }): InputReading {
  const faults: ConfigFault[] = [];
  const given = withoutUndefined(input.secrets);
  const config = parse(plugin.configSchema, input.config, 'config', faults);
  const made = config && generate ? (plugin.generateSecrets?.(config) ?? {}) : {};
  const generated = Object.fromEntries(Object.entries(made).filter(([name]) => !Object.hasOwn(given, name)));
  const all = { ...given, ...generated };
  const secrets = parse(plugin.secretsSchema, all, 'secrets', faults);
  if (!config || !secrets) return { faults, secrets: {}, generated: {}, urls: [] };
  faults.push(...(plugin.validate?.(config, Object.keys(all), secrets) ?? []));
  const urls = plugin.outboundUrls?.(config, secrets) ?? [];
  if (!isTexts(all)) faults.push({ field: 'secrets', code: 'invalid', message: 'Every secret is a text.' });
  return { faults, secrets: isTexts(all) ? all : {}, generated, urls };
}

/** Secrets for a config that is stored already; none if it no longer fits. */
export function generateSecrets(plugin: AnyPlugin, config: unknown): Readonly<Record<string, string>> {
  const parsed = plugin.configSchema.safeParse(config);
  return (parsed.success ? plugin.generateSecrets?.(parsed.data) : undefined) ?? {};
}

function parse<Schema extends z.ZodType<object>>(
  schema: Schema,
  value: unknown,
  at: string,
  faults: ConfigFault[],
): z.output<Schema> | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  faults.push(...parsed.error.issues.flatMap((issue) => issueFaults(issue, value, at)));
  return null;
}

/** Messages of schemas name what is expected, never what came: some of it is secret. */
function issueFaults(issue: z.core.$ZodIssue, root: unknown, at: string): ConfigFault[] {
  const path = [at, ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), code: 'unknown-field', message: 'There is no such field.' }));
  }
  const missing = issue.code !== 'custom' && valueAt(root, issue.path) === undefined;
  return [{ field: path.join('.'), code: missing ? 'required' : 'invalid', message: missing ? 'This field is required.' : issue.message }];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function withoutUndefined(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function isTexts(record: Readonly<Record<string, unknown>>): record is Readonly<Record<string, string>> {
  return Object.values(record).every((value) => typeof value === 'string');
}
