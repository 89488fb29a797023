import { registerHooks } from 'node:module';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import { pluginFaults, pluginSchemasOf, type PluginSchemas } from '@posthorn/plugin-sdk/host';
import type { PluginLocation } from './plugin-location.js';
import type { PluginFacts } from './plugin-messages.js';

const ENTRY = 'posthorn:custom-plugin';
/** What a plugin may import without having it: it then gets the relay's own. */
const LENT = /^(@posthorn\/plugin-sdk|zod)(\/|$)/;
const MAX_SCHEMA_CHARS = 256_000;
const MAX_REASON_CHARS = 500;
const MAX_TITLE_CHARS = 100;

export interface LoadedPlugin {
  readonly plugin: AnyPlugin;
  readonly facts: PluginFacts;
}

export interface NotLoaded {
  /** A sentence or more for the operator. */
  readonly reason: string;
  readonly type?: string;
  readonly title?: string;
}

/** Imports a custom plugin in this thread and judges it. */
export async function loadPlugin(location: PluginLocation): Promise<LoadedPlugin | NotLoaded> {
  lendPackages(location);
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = (await import(ENTRY)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    return { reason: `It could not be imported: ${described(error)}` };
  }
  const plugin = pluginOf(exported);
  if (typeof plugin === 'string') return { reason: plugin };
  const named = namesOf(plugin);
  const faults = pluginFaults(plugin);
  if (faults.length > 0) return { reason: faults.join(' '), ...named };
  return withFacts(plugin as AnyPlugin, named);
}

function withFacts(plugin: AnyPlugin, named: Pick<NotLoaded, 'type' | 'title'>): LoadedPlugin | NotLoaded {
  let schemas: PluginSchemas;
  try {
    schemas = pluginSchemasOf(plugin);
    // As data, whatever its library puts into it.
    const text = JSON.stringify(schemas);
    if (text.length > MAX_SCHEMA_CHARS) return { reason: `Its JSON Schemas have over ${MAX_SCHEMA_CHARS} characters.`, ...named };
    schemas = JSON.parse(text) as PluginSchemas;
  } catch (error) {
    return { reason: `Its schemas cannot be shown as JSON Schema: ${described(error)}`, ...named };
  }
  const { type, title, capabilities } = plugin;
  const facts = {
    ...{ type, title, schemas, hasTest: plugin.test !== undefined, hasPreview: plugin.preview !== undefined },
    capabilities: { forwardsBody: capabilities.forwardsBody === true },
  };
  return { plugin, facts };
}

/** The default export, else the one that looks like a plugin. */
function pluginOf(exported: Readonly<Record<string, unknown>>): unknown {
  if (exported['default'] !== undefined) return exported['default'];
  const found = Object.values(exported).filter((value) => typeof value === 'object' && value !== null && 'apiVersion' in value);
  if (found.length > 1) return 'It exports several plugins: export one of them, or one as default.';
  return found[0] ?? 'It exports no plugin: export what definePlugin returns, by name or as default.';
}

function namesOf(plugin: unknown): Pick<NotLoaded, 'type' | 'title'> {
  const { type, title }: { readonly type?: unknown; readonly title?: unknown } = { ...Object(plugin) };
  return {
    ...(typeof type === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(type) && { type }),
    ...(typeof title === 'string' && { title: title.slice(0, MAX_TITLE_CHARS) }),
  };
}

function lendPackages({ specifier, parent }: PluginLocation): void {
  registerHooks({
    resolve(wanted, context, next) {
      if (wanted === ENTRY) return next(specifier, { ...context, parentURL: parent });
      try {
        return next(wanted, context);
      } catch (error) {
        if (!LENT.test(wanted)) throw error;
        return next(wanted, { ...context, parentURL: import.meta.resolve('@posthorn/plugin-sdk') });
      }
    },
  });
}

function described(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : `it threw a ${typeof error}`).slice(0, MAX_REASON_CHARS);
}
