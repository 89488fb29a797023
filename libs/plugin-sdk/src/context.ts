import type { Clock, GuardedFetch, GuardedMail, RawHeaders } from '@posthorn/contracts';

/** The event as a plugin sees it. `body` is the exact bytes received: do not change them in place. */
export interface PluginEvent {
  /** TypeID, the same on every attempt, for every subscription and in every replay. */
  readonly id: string;
  readonly type: string;
  readonly externalId: string | null;
  readonly receivedAt: Date;
  readonly occurredAt: Date | null;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** As received, credentials redacted; names and values alternate. */
  readonly headers: RawHeaders;
  readonly contentType: string | null;
  readonly body: Buffer;
  readonly source: { readonly id: string; readonly slug: string };
  /** The body as JSON, parsed on first use; `undefined` if it is none. */
  json(): unknown;
}

export interface PluginDelivery {
  readonly id: string;
  /** What receivers tell duplicates by (`webhook-id`): the event's id, or an id of its own for a replay that asked for one. */
  readonly webhookId: string;
  /** `null`: a replay that a person sent to the destination alone. */
  readonly subscriptionId: string | null;
  readonly destinationId: string;
  readonly destinationName: string;
  /** From 1. */
  readonly attempt: number;
}

/** Takes constant messages with data in fields; the values of the destination's secrets are cut out of both. */
export interface PluginLogger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Everything that `deliver` may use. There is no other way out of the relay for a built-in plugin. */
export interface DeliveryContext<Config, Secrets> {
  readonly config: Config;
  readonly secrets: Secrets;
  /** Earlier values of a secret that are still honoured while receivers move to the new one, newest first. */
  previousSecrets(name: string): readonly string[];
  readonly event: PluginEvent;
  readonly delivery: PluginDelivery;
  readonly fetch: GuardedFetch;
  readonly mail: GuardedMail;
  /** The installation's mail server, for plugins that let a destination leave its own out. */
  readonly defaultSmtpUrl: string | null;
  readonly log: PluginLogger;
  /** Fires at the destination's timeout and when the relay shuts down. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly clock: Clock;
}
