import type { Clock, GuardedFetch, MailReceipt, MailServer, OutboundMail, RawHeaders } from '@posthorn/contracts';

/** The event as a plugin sees it. Frozen: it belongs to this attempt alone. */
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
  /** The exact bytes received. Changing them in place harms no other delivery, and is still not done. */
  readonly body: Buffer;
  readonly source: { readonly id: string; readonly slug: string };
  /** Where an operator finds the event; `null` where the relay does not know its own address. */
  readonly url: string | null;
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

/** A mail as a plugin asks for it. Without `server` it goes through the installation's own, with credentials that no plugin sees. */
export interface PluginMail extends Omit<OutboundMail, 'server'> {
  readonly server?: MailServer | undefined;
}

/**
 * Everything that `deliver` may use. There is no other way out of the relay for a built-in plugin. Nothing of it is shared with other
 * attempts in a way that a change could harm them.
 */
export interface DeliveryContext<Config, Secrets> {
  /** What `configSchema` made of the destination's config, defaults filled in. Frozen, as `secrets`. */
  readonly config: Config;
  readonly secrets: Secrets;
  /** Earlier values of a secret that are still honoured while receivers move to the new one, newest first. */
  previousSecrets(name: string): readonly string[];
  readonly event: PluginEvent;
  readonly delivery: PluginDelivery;
  /**
   * HTTP through the relay's guard: every address is vetted, no redirect is followed, time and bytes are capped. Listens to `signal` and ends
   * at `timeoutMs` by itself. What was sent and what came back is recorded, secrets cut out, and shown with the attempt.
   *
   * @throws OutboundError with a code; most plugins let it through, and the relay judges it.
   */
  readonly fetch: GuardedFetch;
  /**
   * SMTP through the same guard, recorded in the same way.
   *
   * @throws OutboundError, or MailRefusedError with the server's code.
   */
  readonly mail: (mail: PluginMail) => Promise<MailReceipt>;
  /** The installation's mail server, without its credentials, for plugins that let a destination leave its own out; `null` = there is none. */
  readonly defaultSmtpUrl: string | null;
  readonly log: PluginLogger;
  /** Fires at the destination's timeout and when the relay shuts down; what runs on for a second longer is left behind. */
  readonly signal: AbortSignal;
  /** The destination's, in milliseconds from the beginning of the attempt. */
  readonly timeoutMs: number;
  /** Time as the relay reads it, so that tests can stand still: `clock.now()` in milliseconds since 1970. */
  readonly clock: Clock;
}
