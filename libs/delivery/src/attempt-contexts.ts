import {
  NO_SUBSCRIPTION,
  toTypeId,
  type Clock,
  type DestinationConfig,
  type GuardedFetch,
  type GuardedMail,
  type SourceConfig,
  type StoredEvent,
  type Transform,
  type Uuid,
} from '@posthorn/contracts';
import { createRedactor, type AnyPlugin, type DeliveryContext, type PluginDelivery, type Redactor } from '@posthorn/plugin-sdk';
import { deepFreeze, ExchangeRecorder, handOver } from '@posthorn/plugin-sdk/host';
import type { Logger } from 'pino';
import { toPluginEvent } from './plugin-event.js';
import { pluginLogger } from './plugin-logger.js';
import { misfitSentence } from './misfit-sentence.js';
import { ShownIds } from './shown-ids.js';

/** One try to be made. */
export interface AttemptRequest {
  readonly plugin: AnyPlugin;
  readonly destination: DestinationConfig;
  readonly source: Pick<SourceConfig, 'id' | 'slug'>;
  readonly event: StoredEvent;
  readonly deliveryId: Uuid;
  readonly subscriptionId: Uuid;
  /** Of its subscription. */
  readonly transform?: Transform | null;
  /** From 1. */
  readonly attempt: number;
  /** A replay that receivers shall take for another event. */
  readonly newId?: boolean;
  /** The test button's. */
  readonly isTest?: boolean;
}

export interface AttemptContextsOptions {
  readonly fetch: GuardedFetch;
  readonly mail: GuardedMail;
  /** The installation's mail server, with its credentials. */
  readonly defaultSmtpUrl: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Those that are tested not to change what they are handed: they get the event's bytes themselves, the others a copy. */
  readonly builtIn?: ReadonlySet<AnyPlugin>;
  /** Where an operator finds an event. */
  readonly eventUrl?: (event: Pick<StoredEvent, 'id' | 'projectId'>) => string | null;
}

export interface AttemptContext {
  readonly context: DeliveryContext<object, object>;
  readonly recorder: ExchangeRecorder;
}

interface Parsed {
  readonly config: object;
  readonly secrets: object;
  readonly redactor: Redactor;
}

/** Makes what a plugin is called with: everything that it needs, recorded and redacted, and nothing of the relay's inside. */
export class AttemptContexts {
  /** Parsed once for each version of a destination. */
  private readonly parsed = new WeakMap<DestinationConfig, Parsed | string>();
  private readonly destinationIds = new ShownIds('dst');
  private readonly subscriptionIds = new ShownIds('sub');
  private readonly sourceIds = new ShownIds('src');
  private readonly installationSecrets: readonly string[];

  constructor(private readonly options: AttemptContextsOptions) {
    const password = options.defaultSmtpUrl === null ? '' : (URL.parse(options.defaultSmtpUrl)?.password ?? '');
    this.installationSecrets = password === '' ? [] : [password, decodeURIComponent(password)];
  }

  /** A sentence if the destination's configuration no longer fits its plugin. */
  create(request: AttemptRequest, signal: AbortSignal): AttemptContext | string {
    const { plugin, destination, event, source } = request;
    const parsed = this.parse(plugin, destination);
    if (typeof parsed === 'string') return parsed;
    const { clock, fetch, mail, defaultSmtpUrl, logger, builtIn, eventUrl } = this.options;
    const shownSource = { id: this.sourceIds.of(source.id), slug: source.slug };
    const shownWith = { source: shownSource, url: eventUrl?.(event) ?? null };
    const pluginEvent = toPluginEvent(event, shownWith, builtIn?.has(plugin));
    const delivery = this.deliveryOf(request, pluginEvent.id);
    const recorder = new ExchangeRecorder(parsed.redactor);
    const context = handOver(
      {
        config: parsed.config,
        secrets: parsed.secrets,
        previousSecrets: (name) =>
          destination.previousSecrets.filter((one) => one.name === name && one.expiresAtMs > clock.now()).map((one) => one.value),
        event: pluginEvent,
        delivery,
        // Connections of its own: a destination that takes all of them takes none of another's at the same place.
        fetch: (wanted) => fetch({ ...wanted, pool: destination.id }),
        mail: (wanted) => mail({ ...wanted, pool: destination.id }),
        ...{ signal, clock },
        installationSmtpUrl: defaultSmtpUrl,
        log: pluginLogger(logger, parsed.redactor, { deliveryId: delivery.id, destinationId: delivery.destinationId }),
        timeoutMs: destination.timeoutMs,
      },
      recorder,
    );
    return { context, recorder };
  }

  private deliveryOf(request: AttemptRequest, eventId: string): PluginDelivery {
    const { deliveryId, subscriptionId, destination, attempt, newId } = request;
    return Object.freeze({
      id: toTypeId('dlv', deliveryId),
      subscriptionId: subscriptionId === NO_SUBSCRIPTION ? null : this.subscriptionIds.of(subscriptionId),
      destinationId: this.destinationIds.of(destination.id),
      destinationName: destination.name,
      attempt,
      // No two deliveries share an id, and no event has a delivery's.
      webhookId: (newId ? toTypeId('evt', deliveryId) : eventId) + this.idSuffix(request),
    });
  }

  /** What a transform makes of an event is another message for each subscription: a receiver of two must not take one for a duplicate. */
  private idSuffix({ transform, subscriptionId }: AttemptRequest): string {
    return transform ? `_${this.subscriptionIds.of(subscriptionId)}` : '';
  }

  private parse(plugin: AnyPlugin, destination: DestinationConfig): Parsed | string {
    const known = this.parsed.get(destination);
    if (known) return known;
    const config = plugin.configSchema.safeParse(destination.config);
    const secrets = plugin.secretsSchema.safeParse(destination.secrets);
    const fault = config.error ?? secrets.error;
    const parsed = fault
      ? misfitSentence(config.error ? 'config' : 'secrets', fault.issues)
      : {
          config: deepFreeze(config.data ?? {}),
          secrets: deepFreeze(secrets.data ?? {}),
          redactor: createRedactor([
            ...Object.values(destination.secrets),
            ...destination.previousSecrets.map(({ value }) => value),
            ...this.installationSecrets,
          ]),
        };
    this.parsed.set(destination, parsed);
    return parsed;
  }
}
