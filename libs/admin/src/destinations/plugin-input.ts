import { Inject, Injectable } from '@nestjs/common';
import type { FieldError } from '@posthorn/contracts';
import { configuredUrlFault, type AddressGuard } from '@posthorn/outbound';
import type { AnyPlugin, NamedUrl } from '@posthorn/plugin-sdk';
import type { z } from 'zod';
import { ADDRESS_GUARD, PLUGINS } from '../admin.tokens.js';

export interface PluginInput {
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

export interface ReadInput {
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Those that the relay made up, to be shown once. */
  readonly generated: Readonly<Record<string, string>>;
}

const SMTP_PORTS = { 'smtp:': '587', 'smtps:': '465' } as const;

/** Holds a destination's config and secrets against its plugin's schemas, rules and the address guard. */
@Injectable()
export class PluginInputReader {
  constructor(
    @Inject(PLUGINS) private readonly plugins: ReadonlyMap<string, AnyPlugin>,
    @Inject(ADDRESS_GUARD) private readonly guard: AddressGuard,
  ) {}

  find(type: string): AnyPlugin | undefined {
    return this.plugins.get(type);
  }

  /** `null` and every fault in `faults`, or what is to be stored: as it was given, since schemas fill up defaults at each attempt. */
  read(type: string, input: PluginInput, faults: FieldError[], { generate }: { readonly generate: boolean }): ReadInput | null {
    const plugin = this.plugins.get(type);
    if (!plugin) {
      faults.push({ field: 'plugin', code: 'invalid', message: `The plugins are ${[...this.plugins.keys()].join(', ')}.` });
      return null;
    }
    const given = withoutUndefined(input.secrets);
    const config = parse(plugin.configSchema, input.config, 'config', faults);
    const made = config && generate ? (plugin.generateSecrets?.(config) ?? {}) : {};
    const generated = Object.fromEntries(Object.entries(made).filter(([name]) => !Object.hasOwn(given, name)));
    const secrets = parse(plugin.secretsSchema, { ...given, ...generated }, 'secrets', faults);
    if (!config || !secrets) return null;
    const all = { ...given, ...generated };
    const found = [
      ...(plugin.validate?.(config, Object.keys(all), secrets) ?? []),
      ...this.urlFaults(plugin.outboundUrls?.(config, secrets) ?? []),
    ];
    faults.push(...found);
    if (found.length > 0 || !isTexts(all)) return null;
    return { config: input.config, secrets: all, generated };
  }

  private urlFaults(urls: readonly NamedUrl[]): FieldError[] {
    return urls.flatMap(({ field, url }) => {
      const parsed = asHttp(URL.parse(url));
      if (!parsed) return [{ field, code: 'invalid', message: 'This is not a URL.' }];
      const fault = configuredUrlFault(parsed, this.guard);
      return fault ? [{ field, ...fault }] : [];
    });
  }
}

/** A mail server's host is judged by the same list of addresses. */
function asHttp(url: URL | null): URL | null {
  if (url?.protocol !== 'smtp:' && url?.protocol !== 'smtps:') return url;
  // The parser leaves hosts of schemes that it does not know as they are, so this may be none.
  return URL.parse(`http://${url.hostname}:${url.port || SMTP_PORTS[url.protocol]}`);
}

function parse<Schema extends z.ZodType<object>>(
  schema: Schema,
  value: unknown,
  at: string,
  faults: FieldError[],
): z.output<Schema> | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  faults.push(...parsed.error.issues.flatMap((issue) => issueFaults(issue, value, at)));
  return null;
}

/** Messages of schemas name what is expected, never what came: some of it is secret. */
function issueFaults(issue: z.core.$ZodIssue, root: unknown, at: string): FieldError[] {
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
