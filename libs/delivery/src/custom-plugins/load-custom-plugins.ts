import type { UnavailablePlugin } from '@posthorn/contracts';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import type { Logger } from 'pino';
import { createCustomPlugin } from './custom-plugin.js';
import type { CustomPluginMetrics } from './custom-plugin.metrics.js';
import { PluginHost } from './plugin-host.js';
import { locatePlugin } from './plugin-location.js';

export interface CustomPluginOptions {
  /** `POSTHORN_PLUGINS`. */
  readonly entries: readonly string[];
  readonly builtIn: ReadonlyMap<string, AnyPlugin>;
  /** Folders and packages are found from here. */
  readonly workingDir: string;
  readonly metrics: CustomPluginMetrics;
  readonly logger: Logger;
}

/** All plugins of an installation. */
export interface PluginCatalog {
  /** Built in and custom, by type. */
  readonly plugins: ReadonlyMap<string, AnyPlugin>;
  readonly unavailable: readonly UnavailablePlugin[];
  /** Ends the custom ones' threads. */
  close(): void;
}

type Loaded =
  | { readonly entry: string; readonly host: PluginHost; readonly plugin: AnyPlugin }
  | { readonly entry: string; readonly unavailable: UnavailablePlugin };

/** Loads every custom plugin in a thread of its own, all at once. One that cannot be loaded stops nothing: it is shown, and what is for it waits. */
export async function loadCustomPlugins(options: CustomPluginOptions): Promise<PluginCatalog> {
  const { entries, builtIn, metrics, logger } = options;
  const plugins = new Map(builtIn);
  const entryByType = new Map<string, string>();
  const unavailable: UnavailablePlugin[] = [];
  const hosts: PluginHost[] = [];
  for (const one of await Promise.all(entries.map((entry) => load(entry, options)))) {
    if ('unavailable' in one) {
      unavailable.push(one.unavailable);
      continue;
    }
    const { type, title } = one.plugin;
    if (plugins.has(type)) {
      one.host.close();
      const other = entryByType.get(type);
      const holder = other === undefined ? 'a built-in plugin' : `${other}, which is named before it,`;
      unavailable.push({ type, title, reason: `Its type is "${type}", and ${holder} has that already.` });
      continue;
    }
    plugins.set(type, one.plugin);
    entryByType.set(type, one.entry);
    hosts.push(one.host);
    logger.info({ plugin: type, entry: one.entry }, 'custom plugin loaded');
  }
  for (const { type, reason } of unavailable) {
    logger.error({ plugin: type, reason }, 'custom plugin is unavailable; deliveries of its destinations wait');
  }
  metrics.setLoaded([...entryByType.keys()], new Set(unavailable.map(({ type }) => type)));
  return { plugins, unavailable, close: () => hosts.forEach((host) => host.close()) };
}

async function load(entry: string, { workingDir, metrics, logger }: CustomPluginOptions): Promise<Loaded> {
  const location = locatePlugin(entry, workingDir);
  if (typeof location === 'string') return { entry, unavailable: { type: lastPart(entry), title: lastPart(entry), reason: location } };
  const { name } = location;
  const host = new PluginHost({ location, logger, onThreadEnd: (plugin, end) => metrics.threadEnded(plugin, end) });
  const outcome = await host.load();
  if ('reason' in outcome) {
    const { reason, type = name, title = name } = outcome;
    return { entry, unavailable: { type, title, reason } };
  }
  return { entry, host, plugin: createCustomPlugin(outcome, host) };
}

const lastPart = (entry: string) => /([^/\\]+)[/\\]*$/.exec(entry)?.[1] ?? entry;
