import { z } from 'zod';
import type { AnyPlugin } from '../plugin.js';
import type { PluginSchemas } from './plugin-schemas.js';
import { generateSecrets, readInput, type InputReading, type PluginInput } from './read-input.js';

/** What the relay asks of a plugin that runs elsewhere, in place of calling its functions. */
export interface PluginRemote {
  /** Taken once, when it was loaded. */
  readonly schemas: PluginSchemas;
  readInput(input: PluginInput, options: { readonly generate: boolean }): Promise<InputReading>;
  generateSecrets(config: unknown): Promise<Readonly<Record<string, string>>>;
}

/** A plugin that runs on a thread of its own: `deliver` and the others cross over, and parse config and secrets there. */
export interface RemotePlugin extends AnyPlugin {
  readonly remote: PluginRemote;
}

/** In place of a schema that lives elsewhere: lets everything through to where it is judged. */
export const JUDGED_ELSEWHERE: z.ZodType<object> = z.custom<object>((value) => typeof value === 'object' && value !== null);

/** `undefined`: it runs here. */
export function remoteOf(plugin: AnyPlugin): PluginRemote | undefined {
  return 'remote' in plugin ? (plugin as RemotePlugin).remote : undefined;
}

/** {@link readInput}, wherever the plugin runs. Rejects if it did not answer. */
export async function readInputOf(plugin: AnyPlugin, input: PluginInput, options: { readonly generate: boolean }): Promise<InputReading> {
  return remoteOf(plugin)?.readInput(input, options) ?? readInput(plugin, input, options);
}

/** {@link generateSecrets}, wherever the plugin runs. Rejects if it did not answer. */
export async function generateSecretsOf(plugin: AnyPlugin, config: unknown): Promise<Readonly<Record<string, string>>> {
  return remoteOf(plugin)?.generateSecrets(config) ?? generateSecrets(plugin, config);
}
