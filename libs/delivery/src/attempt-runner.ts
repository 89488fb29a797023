import {
  NO_SUBSCRIPTION,
  OutboundError,
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
import { classifyOutboundError, errorExchange, type AnyPlugin, type DeliveryContext, type DeliveryResult } from '@posthorn/plugin-sdk';
import type { Logger } from 'pino';
import { AbandonedRuns } from './abandoned-runs.js';
import type { AttemptDeadlines, CutReason } from './attempt-deadlines.js';
import { toPluginEvent } from './plugin-event.js';
import { createPluginLogger } from './plugin-logger.js';
import { ShownIds } from './shown-ids.js';
import { transformEvent, withTransform } from './transform/attempt-transform.js';
import type { TransformPool } from './transform/transform-pool.js';

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

export interface AttemptRunnerOptions {
  readonly fetch: GuardedFetch;
  readonly mail: GuardedMail;
  readonly defaultSmtpUrl: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly deadlines: AttemptDeadlines;
  /** Without it, what has a transform is tried again later. */
  readonly transforms?: Pick<TransformPool, 'run'>;
}

const MAX_REASON_CHARS = 200;
const CLASS_NAME = /^[A-Z]\w{0,99}$/;

interface Parsed {
  readonly config: object;
  readonly secrets: object;
}

/** Runs a plugin for one attempt. Whatever the plugin does, this settles within its timeout and a second, and never throws. */
export class AttemptRunner {
  /** Parsed once for each version of a destination. */
  private readonly parsed = new WeakMap<DestinationConfig, Parsed | string>();
  private readonly destinationIds = new ShownIds('dst');
  private readonly subscriptionIds = new ShownIds('sub');
  private readonly sourceIds = new ShownIds('src');
  /** Runs of plugins that outlived their attempts. */
  readonly abandoned = new AbandonedRuns();

  constructor(private readonly options: AttemptRunnerOptions) {}

  /** `'shutdown'` = cut short by this process's own end. */
  async run(request: AttemptRequest): Promise<DeliveryResult | 'shutdown'> {
    const parsed = this.parse(request.plugin, request.destination);
    if (typeof parsed === 'string') return { outcome: 'failed', reason: 'config-invalid', exchange: errorExchange(parsed) };
    if (this.abandoned.isFull(request.destination.id)) return STILL_RUNNING;
    const time = this.options.deadlines.start(request.destination.timeoutMs);
    try {
      const { transform } = request;
      const made = transform ? await transformEvent(this.options.transforms, { ...request, ...transform }, time) : null;
      if (made?.result) return made.result;
      const context = this.contextOf(made ? { ...request, event: made.event } : request, parsed, time.signal);
      const run = request.isTest && request.plugin.test ? request.plugin.test(context) : request.plugin.deliver(context);
      const left = time.left.then((cut) => ({ cut }));
      const ended: unknown = await Promise.race([run, left]);
      if (isCut(ended)) {
        this.abandoned.add(request.destination.id, request.plugin.type, Promise.resolve(run));
        return cutResult(ended.cut);
      }
      if (!isResult(ended)) return NO_RESULT;
      // Whatever else the plugin makes of its signal: the receiver had no chance to answer.
      return ended.outcome === 'retry' && time.reason() === 'shutdown' ? 'shutdown' : withTransform(ended, made?.shown);
    } catch (error) {
      return thrownResult(error, time.reason());
    } finally {
      time.done();
    }
  }

  private parse(plugin: AnyPlugin, destination: DestinationConfig): Parsed | string {
    const known = this.parsed.get(destination);
    if (known) return known;
    const config = plugin.configSchema.safeParse(destination.config);
    const secrets = plugin.secretsSchema.safeParse(destination.secrets);
    const fault = config.error ?? secrets.error;
    // Issues name fields; messages of ours, never values.
    const parsed = fault
      ? `The destination's ${config.error ? 'config' : 'secrets'} no longer fit the plugin: ${fault.issues.map((issue) => issue.path.join('.') || issue.code).join(', ')}.`
      : { config: config.data ?? {}, secrets: secrets.data ?? {} };
    this.parsed.set(destination, parsed);
    return parsed;
  }

  /** What a transform makes of an event is another message for each subscription: a receiver of two must not take one for a duplicate. */
  private idSuffix({ transform, subscriptionId }: AttemptRequest): string {
    return transform ? `_${this.subscriptionIds.of(subscriptionId)}` : '';
  }

  private contextOf(request: AttemptRequest, parsed: Parsed, signal: AbortSignal): DeliveryContext<object, object> {
    const { destination, event, source, deliveryId } = request;
    const { clock } = this.options;
    const ids = { deliveryId: toTypeId('dlv', deliveryId), destinationId: this.destinationIds.of(destination.id) };
    const pluginEvent = toPluginEvent(event, { id: this.sourceIds.of(source.id), slug: source.slug });
    return {
      config: parsed.config,
      secrets: parsed.secrets,
      previousSecrets: (name) =>
        destination.previousSecrets.filter((one) => one.name === name && one.expiresAtMs > clock.now()).map((one) => one.value),
      event: pluginEvent,
      delivery: {
        id: ids.deliveryId,
        subscriptionId: request.subscriptionId === NO_SUBSCRIPTION ? null : this.subscriptionIds.of(request.subscriptionId),
        destinationId: ids.destinationId,
        destinationName: destination.name,
        attempt: request.attempt,
        // No two deliveries share an id, and no event has a delivery's.
        webhookId: (request.newId ? toTypeId('evt', deliveryId) : pluginEvent.id) + this.idSuffix(request),
      },
      fetch: this.options.fetch,
      mail: this.options.mail,
      defaultSmtpUrl: this.options.defaultSmtpUrl,
      log: createPluginLogger(this.options.logger, destination.secrets, ids),
      signal,
      timeoutMs: destination.timeoutMs,
      clock,
    };
  }
}

function isCut(value: unknown): value is { readonly cut: CutReason } {
  return typeof value === 'object' && value !== null && 'cut' in value && (value.cut === 'timeout' || value.cut === 'shutdown');
}

/** A plugin in JavaScript may return anything. */
function isResult(value: unknown): value is DeliveryResult {
  if (typeof value !== 'object' || value === null || !('outcome' in value) || !('exchange' in value)) return false;
  const { outcome, exchange } = value;
  if (typeof exchange !== 'object' || exchange === null) return false;
  if (outcome === 'delivered') return true;
  if (!('reason' in value) || !isReason(value.reason)) return false;
  return outcome === 'failed' || outcome === 'disable' || (outcome === 'retry' && isRetry(value));
}

/** Stored as it is, and Postgres stores no NUL. */
function isReason(reason: unknown): boolean {
  return typeof reason === 'string' && reason.length <= MAX_REASON_CHARS && !reason.includes('\0');
}

function isRetry(value: object): boolean {
  const { failure, retryAfterMs }: { readonly failure?: unknown; readonly retryAfterMs?: unknown } = value;
  const isStatus = typeof failure === 'object' && failure !== null && 'status' in failure && typeof failure.status === 'number';
  return (isStatus || failure === 'network' || failure === 'timeout') && (retryAfterMs === undefined || Number.isFinite(retryAfterMs));
}

const NO_RESULT: DeliveryResult = {
  outcome: 'retry',
  reason: 'plugin-error',
  failure: 'network',
  exchange: errorExchange('The plugin returned something that is no result.'),
};

const STILL_RUNNING: DeliveryResult = {
  outcome: 'retry',
  reason: 'plugin-error',
  failure: 'network',
  exchange: errorExchange('Too many earlier attempts have not ended although their time was over; the plugin is not run beside them.'),
};

function cutResult(reason: CutReason): DeliveryResult | 'shutdown' {
  if (reason === 'shutdown') return 'shutdown';
  return {
    outcome: 'retry',
    reason: 'timeout',
    failure: 'timeout',
    exchange: errorExchange('The attempt did not end within its timeout.'),
  };
}

function thrownResult(error: unknown, cut: CutReason | null): DeliveryResult | 'shutdown' {
  if (cut !== null) return cutResult(cut);
  if (error instanceof OutboundError && error.code !== 'aborted') return classifyOutboundError(error, null);
  // A plugin's own message may hold anything, secrets included: its class is all that is kept.
  const name = error instanceof Error && CLASS_NAME.test(String(error.name)) ? error.name : typeof error;
  return { outcome: 'retry', reason: 'plugin-error', failure: 'network', exchange: errorExchange(`The plugin threw ${name}.`) };
}
