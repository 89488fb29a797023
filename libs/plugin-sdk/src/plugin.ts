import type { z } from 'zod';
import type { ConfigFault } from './config-fault.js';
import type { DeliveryContext } from './context.js';
import type { PluginPreview } from './preview.js';
import type { PluginResult } from './result.js';

/** The version of this contract. The relay loads no plugin of another. */
export const PLUGIN_API_VERSION = 1;

/** What a plugin can do beyond delivering; the relay shows it and never guesses it. */
export interface PluginCapabilities {
  /** The plugin sends the event's own bytes rather than a message made from them. */
  readonly forwardsBody?: boolean;
}

type AnyObjectSchema = z.ZodType<object>;

/** What a plugin's author writes: one kind of destination. */
export interface PluginDefinition<Config extends AnyObjectSchema = AnyObjectSchema, Secrets extends AnyObjectSchema = AnyObjectSchema> {
  /** Lower-case word (`a-z 0-9 -`, at most 64 characters), unique in an installation: what `destinations[].plugin` names. */
  readonly type: string;
  /** What people read, for example `PagerDuty`. */
  readonly title: string;
  /** A `z.strictObject`: type, check, JSON Schema and form of `destinations[].config` come from it. Give each field a title with `.meta()`. */
  readonly configSchema: Config;
  /** A `z.strictObject` of strings: `destinations[].secrets`. Every field of it is encrypted, never shown, and cut out of history and logs. */
  readonly secretsSchema: Secrets;
  readonly capabilities: PluginCapabilities;
  /**
   * Faults that a schema cannot express (a field that needs another, a template that cannot be read, a key of another certificate). Called when
   * a destination is written. The relay gives the secrets that are set, too; a message quotes none.
   */
  validate?(config: z.output<Config>, secretNames: readonly string[], secrets?: z.output<Secrets>): readonly ConfigFault[];
  /** Secrets that the relay makes up where the operator gives none; shown once, in the answer to the writing. */
  generateSecrets?(config: z.output<Config>): Readonly<Record<string, string>>;
  /** What receivers may and must know of the secrets, such as the public half of a signing key: shown with the destination. */
  publicKeys?(config: z.output<Config>, secrets: z.output<Secrets>): readonly string[];
  /** The URLs that a destination names, so that the relay can judge their hosts when it is written. Called with what the schemas returned. */
  outboundUrls?(config: z.output<Config>, secrets: z.output<Secrets>): readonly NamedUrl[];
  /** A gentler attempt for the test button; `deliver` with the sample where it is absent. */
  test?(context: DeliveryContext<z.output<Config>, z.output<Secrets>>): Promise<PluginResult>;
  /** What `deliver` would send, without sending it. A template that cannot be rendered is thrown as the `TemplateError` that it is. */
  preview?(context: DeliveryContext<z.output<Config>, z.output<Secrets>>): PluginPreview | Promise<PluginPreview>;
  /**
   * One attempt. May run many times at once, and again for the same delivery: it must hold no state that a restart would miss.
   *
   * Returns what the attempt means, or throws a `ThrownResult`. An `OutboundError`, `MailRefusedError` or `TemplateError` that comes out of
   * it is judged as the receiver's or the configuration's fault; any other error is the plugin's own: `retry`, reason `plugin-error`.
   */
  deliver(context: DeliveryContext<z.output<Config>, z.output<Secrets>>): Promise<PluginResult>;
}

/** A plugin as the relay runs it: a definition and the version of the contract that it was written for. */
export interface Plugin<
  Config extends AnyObjectSchema = AnyObjectSchema,
  Secrets extends AnyObjectSchema = AnyObjectSchema,
> extends PluginDefinition<Config, Secrets> {
  readonly apiVersion: typeof PLUGIN_API_VERSION;
}

export interface NamedUrl {
  /** Dotted path below the destination, for example `config.url` or `secrets.webhookUrl`. */
  readonly field: string;
  readonly url: string;
}

/** A plugin whose schemas the relay does not know at compile time: it parses `config` and `secrets` before each call. */
export type AnyPlugin = Plugin<AnyObjectSchema, AnyObjectSchema>;

/** Keeps the schemas' types for `deliver` and forgets them for the relay, which parses with the schemas themselves. Nothing can change it afterwards. */
export function definePlugin<Config extends AnyObjectSchema, Secrets extends AnyObjectSchema>(
  definition: PluginDefinition<Config, Secrets>,
): AnyPlugin {
  // Method parameters are bivariant in TypeScript: the relay calls `deliver` only with what `configSchema` and `secretsSchema` returned.
  return Object.freeze({ ...definition, capabilities: Object.freeze({ ...definition.capabilities }), apiVersion: PLUGIN_API_VERSION });
}
