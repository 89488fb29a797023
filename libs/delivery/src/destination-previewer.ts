import {
  NO_SUBSCRIPTION,
  type DestinationPreview,
  type DestinationPreviewer,
  type PreviewPart,
  type StoredEvent,
  untilAborted,
  type Uuid,
} from '@posthorn/contracts';
import { isTemplateError, type AnyPlugin, type PluginPreview } from '@posthorn/plugin-sdk';
import { deliveryIdOf, type ConfigurationCache } from '@posthorn/store';
import { AttemptContexts, type AttemptContext, type AttemptContextsOptions } from './attempt-contexts.js';

const MAX_PREVIEW_MS = 2_000;
const MAX_PARTS = 20;

/** Source of an event whose own is gone. */
const GONE_SOURCE = { slug: 'deleted' };

const nothingGoesOut = () => Promise.reject(new Error('a preview sends nothing'));

/** Asks a plugin what it would send. It gets the same as for an attempt, except for a way out. */
export class PluginDestinationPreviewer implements DestinationPreviewer {
  private readonly contexts: AttemptContexts;

  constructor(
    private readonly configuration: Pick<ConfigurationCache, 'snapshot'>,
    private readonly plugins: ReadonlyMap<string, AnyPlugin>,
    options: Omit<AttemptContextsOptions, 'fetch' | 'mail' | 'builtIn'>,
  ) {
    this.contexts = new AttemptContexts({ ...options, fetch: nothingGoesOut, mail: nothingGoesOut });
  }

  async preview(destinationId: Uuid, event: StoredEvent, config: unknown): Promise<DestinationPreview> {
    const { destinations, sources } = this.configuration.snapshot;
    const destination = destinations.get(destinationId);
    const plugin = destination && this.plugins.get(destination.plugin);
    if (!destination || !plugin) return refused('plugin', 'unavailable', 'The plugin of this destination is not loaded.');
    if (!plugin.preview) return refused('plugin', 'unsupported', 'This plugin has no preview.');
    const source = sources.get(event.sourceId) ?? { ...GONE_SOURCE, id: event.sourceId };
    const request = {
      ...{ plugin, source, event, attempt: 1, subscriptionId: NO_SUBSCRIPTION, deliveryId: deliveryIdOf(event.id, 1) },
      destination: { ...destination, config },
    };
    const signal = AbortSignal.timeout(MAX_PREVIEW_MS);
    const made = this.contexts.create(request, signal);
    if (typeof made === 'string') return refused('config', 'invalid', made);
    try {
      const parts = partsOf(await untilAborted(Promise.resolve(plugin.preview(made.context)), signal), made);
      return parts ? { ok: true, parts } : refused('plugin', 'plugin-error', 'The plugin returned something that is no preview.');
    } catch (error) {
      if (isTemplateError(error)) return { ok: false, faults: [{ ...error.fault('template-failed'), field: error.field ?? 'config' }] };
      if (signal.aborted) return refused('plugin', 'timeout', `The plugin showed nothing within ${MAX_PREVIEW_MS} ms.`);
      // Its message may hold anything, secrets included.
      return refused('plugin', 'plugin-error', 'The plugin threw an error.');
    }
  }
}

function refused(field: string, code: string, message: string): DestinationPreview {
  return { ok: false, faults: [{ field, code, message }] };
}

/** With every secret cut out; `null` if it is nothing that can be shown. A plugin in JavaScript may return anything. */
function partsOf(preview: PluginPreview, { recorder }: AttemptContext): readonly PreviewPart[] | null {
  const { parts }: { readonly parts?: unknown } = { ...preview };
  if (!Array.isArray(parts) || !parts.every(isPart)) return null;
  return parts.slice(0, MAX_PARTS).map(({ name, contentType, encoding, data, truncated }) => {
    const bytes = Buffer.from(data, encoding).toString('latin1');
    const cleaned = recorder.text(bytes);
    const kept = encoding === 'base64' && cleaned !== bytes ? Buffer.from(cleaned, 'latin1').toString('base64') : data;
    return { name, contentType, encoding, data: encoding === 'utf8' ? recorder.text(data) : kept, truncated };
  });
}

function isPart(value: unknown): value is PreviewPart {
  if (typeof value !== 'object' || value === null) return false;
  const { name, contentType, encoding, data, truncated }: Readonly<Record<string, unknown>> = { ...value };
  const areTexts = [name, contentType, data].every((text) => typeof text === 'string');
  return areTexts && (encoding === 'utf8' || encoding === 'base64') && typeof truncated === 'boolean';
}
