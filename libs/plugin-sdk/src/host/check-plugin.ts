import { PLUGIN_API_VERSION } from '../plugin.js';

export const PLUGIN_TYPE = /^[a-z][a-z0-9-]{0,63}$/;
export const MAX_TITLE_CHARS = 100;
const OPTIONAL = ['validate', 'generateSecrets', 'publicKeys', 'outboundUrls', 'test', 'preview'] as const;

/** Why this is no plugin that the relay can run, a sentence a fault; none = it is an `AnyPlugin`. For what is loaded at start. */
export function pluginFaults(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return ['This is no plugin: it is not an object. Export what definePlugin returns.'];
  const plugin: Readonly<Record<string, unknown>> = { ...value };
  const faults: string[] = [];
  if (plugin.apiVersion === undefined) faults.push('It has no apiVersion. Make it with definePlugin.');
  else if (plugin.apiVersion !== PLUGIN_API_VERSION) {
    faults.push(`It is written for version ${String(plugin.apiVersion)} of the contract; this relay speaks version ${PLUGIN_API_VERSION}.`);
  }
  if (typeof plugin.type !== 'string' || !PLUGIN_TYPE.test(plugin.type))
    faults.push('type must be a lower-case word of a-z, 0-9 and hyphens.');
  if (typeof plugin.title !== 'string' || plugin.title.trim() === '' || plugin.title.length > MAX_TITLE_CHARS) {
    faults.push(`title must be a text of 1 to ${MAX_TITLE_CHARS} characters.`);
  }
  for (const name of ['configSchema', 'secretsSchema'] as const) {
    if (!isObjectSchema(plugin[name])) faults.push(`${name} must be a zod 4 object schema (z.strictObject).`);
  }
  if (typeof plugin.capabilities !== 'object' || plugin.capabilities === null) faults.push('capabilities must be an object; {} is enough.');
  if (typeof plugin.deliver !== 'function') faults.push('deliver must be a function.');
  for (const name of OPTIONAL) {
    if (plugin[name] !== undefined && typeof plugin[name] !== 'function') faults.push(`${name} must be a function or be left out.`);
  }
  return faults;
}

/** zod 4 only, also of another copy of zod: `_zod` is what its own functions look for. */
function isObjectSchema(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('_zod' in value) || !('safeParse' in value)) return false;
  const { def }: { readonly def?: { readonly type?: unknown } } = Object(value._zod);
  return def?.type === 'object';
}
