import type { z } from 'zod';
import type { DeliveryContext } from './context.js';
import type { DeliveryResult } from './result.js';

/** What a plugin can do beyond delivering; the relay shows it and never guesses it. */
export interface PluginCapabilities {
  /** The plugin sends the event's own bytes rather than a message made from them. */
  readonly forwardsBody?: boolean;
}

type AnyObjectSchema = z.ZodType<object>;

/** One kind of destination. `deliver` may run many times at once and must hold no state between calls that a restart would miss. */
export interface Plugin<Config extends AnyObjectSchema = AnyObjectSchema, Secrets extends AnyObjectSchema = AnyObjectSchema> {
  /** Lower-case word, unique in an installation: what `destinations[].plugin` names. */
  readonly type: string;
  readonly title: string;
  readonly configSchema: Config;
  readonly secretsSchema: Secrets;
  readonly capabilities: PluginCapabilities;
  /** Faults that a schema cannot express (a field that needs another). Called when a destination is written. */
  validate?(config: z.output<Config>, secretNames: readonly string[]): readonly ConfigFault[];
  /** Secrets that the relay makes up where the operator gives none; shown once, in the answer to the writing. */
  generateSecrets?(config: z.output<Config>): Readonly<Record<string, string>>;
  /** The URLs that a destination names, so that the relay can judge their hosts when it is written. Called with what the schemas returned. */
  outboundUrls?(config: z.output<Config>, secrets: z.output<Secrets>): readonly NamedUrl[];
  /** A gentler attempt for the test button; `deliver` with the sample where it is absent. */
  test?(context: DeliveryContext<z.output<Config>, z.output<Secrets>>): Promise<DeliveryResult>;
  deliver(context: DeliveryContext<z.output<Config>, z.output<Secrets>>): Promise<DeliveryResult>;
}

export interface NamedUrl {
  /** Dotted path below the destination, for example `config.url` or `secrets.webhookUrl`. */
  readonly field: string;
  readonly url: string;
}

export interface ConfigFault {
  /** Dotted path below `config` or `secrets`, for example `config.url`. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** A plugin whose schemas the relay does not know at compile time: it parses `config` and `secrets` before each call. */
export type AnyPlugin = Plugin<AnyObjectSchema, AnyObjectSchema>;

/** Keeps the schemas' types for `deliver` and forgets them for the relay, which parses with the schemas themselves. */
export function definePlugin<Config extends AnyObjectSchema, Secrets extends AnyObjectSchema>(plugin: Plugin<Config, Secrets>): AnyPlugin {
  // Method parameters are bivariant in TypeScript: the relay calls `deliver` only with what `configSchema` and `secretsSchema` returned.
  return plugin;
}
