import { inspect } from 'node:util';
import type { Clock, GuardedFetch, GuardedMail } from '@posthorn/contracts';
import type { DeliveryContext, PluginDelivery, PluginEvent } from '../context.js';
import { createPluginEvent, createPluginLogger, deepFreeze, ExchangeRecorder, handOver, readResult, readThrown } from '../host/index.js';
import type { AnyPlugin } from '../plugin.js';
import { createRedactor } from '../redactor.js';
import type { DeliveryResult } from '../result.js';
import { loopbackFetch } from './loopback-fetch.js';
import { loopbackMail } from './loopback-mail.js';

export interface ContextParts {
  readonly config: object;
  readonly secrets?: object;
  readonly previousSecrets?: Readonly<Record<string, readonly string[]>>;
  readonly event?: Partial<Omit<PluginEvent, 'json'>>;
  readonly delivery?: Partial<PluginDelivery>;
  readonly fetch?: GuardedFetch;
  readonly mail?: GuardedMail;
  /** The installation's mail server, with its credentials if it has any. */
  readonly defaultSmtpUrl?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** Hands the event's body over itself, not a copy, as built-in plugins get it. */
  readonly ownBytes?: boolean;
  /** Gets every line that the plugin logs, as the relay's log would have it. */
  readonly onLog?: (message: string, fields: Readonly<Record<string, string>>) => void;
}

export const SAMPLE_TIME_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

const SAMPLE_DELIVERY: PluginDelivery = {
  id: 'dlv_01kdy5c0r8e1rv7b6b4e8jz9m1',
  webhookId: 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0',
  subscriptionId: 'sub_01kdy5c0r8e1rv7b6b4e8jz9m2',
  destinationId: 'dst_01kdy5c0r8e1rv7b6b4e8jz9m3',
  destinationName: 'Fulfilment',
  attempt: 1,
};

/** What the relay would call `deliver` with: config and secrets parsed by the plugin's schemas, a sample event, real HTTP and SMTP over loopback. */
export function makeContext(plugin: AnyPlugin, parts: ContextParts): DeliveryContext<object, object> {
  return prepare(plugin, parts).context;
}

/** One attempt as the relay runs it: what came of it, complete and with secrets cut out. An error that is the plugin's own is thrown on. */
export async function runPlugin(plugin: AnyPlugin, parts: ContextParts): Promise<DeliveryResult> {
  const { result, thrown } = await observePlugin(plugin, parts);
  if (result) return result;
  throw thrown ?? new TypeError('The plugin returned something that is no result');
}

/** An attempt, and what the plugin itself said of it before anybody cut secrets out. */
export interface ObservedAttempt {
  /** What the relay makes of it; `null` = the plugin's own fault. */
  readonly result: DeliveryResult | null;
  readonly returned: unknown;
  readonly thrown: unknown;
  /** Log lines as the plugin wrote them. */
  readonly said: readonly string[];
}

/** As {@link runPlugin}, for looking at the plugin's own words. Never throws. */
export async function observePlugin(plugin: AnyPlugin, parts: ContextParts): Promise<ObservedAttempt> {
  const { context, recorder } = prepare(plugin, parts);
  const said: string[] = [];
  const say =
    (level: 'debug' | 'info' | 'warn') =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      said.push(inspect([message, fields], { depth: 5 }));
      context.log[level](message, fields);
    };
  const log = { debug: say('debug'), info: say('info'), warn: say('warn') };
  try {
    const returned: unknown = await plugin.deliver(Object.freeze({ ...context, log }));
    return { result: readResult(returned, recorder), returned, thrown: undefined, said };
  } catch (thrown) {
    return { result: readThrown(thrown, recorder), returned: undefined, thrown, said };
  }
}

function prepare(plugin: AnyPlugin, parts: ContextParts) {
  const secrets = plugin.secretsSchema.parse(parts.secrets ?? {});
  const texts = [...Object.values(secrets), ...Object.values(parts.previousSecrets ?? {}).flat()];
  const redactor = createRedactor(texts.filter((value) => typeof value === 'string'));
  const recorder = new ExchangeRecorder(redactor);
  const sink = {
    isEnabled: () => true,
    write: (_level: string, ...line: [string, Readonly<Record<string, string>>]) => parts.onLog?.(...line),
  };
  const context = handOver(
    {
      config: deepFreeze(plugin.configSchema.parse(parts.config)),
      secrets: deepFreeze(secrets),
      previousSecrets: (name) => parts.previousSecrets?.[name] ?? [],
      event: makeEvent(parts.event ?? {}, parts.ownBytes),
      delivery: { ...SAMPLE_DELIVERY, ...parts.delivery },
      fetch: parts.fetch ?? loopbackFetch,
      mail: parts.mail ?? loopbackMail,
      installationSmtpUrl: parts.defaultSmtpUrl ?? null,
      log: createPluginLogger(sink, redactor),
      signal: parts.signal ?? new AbortController().signal,
      timeoutMs: parts.timeoutMs ?? 5_000,
      clock: parts.clock ?? { now: () => SAMPLE_TIME_MS },
    },
    recorder,
  );
  return { context, recorder };
}

function makeEvent(parts: Partial<Omit<PluginEvent, 'json'>>, ownBytes?: boolean): PluginEvent {
  const fields = {
    id: 'evt_01kdy5c0r8e1rv7b6b4e8jz9m0',
    type: 'payment.success',
    externalId: 'ord-1',
    receivedAt: new Date(SAMPLE_TIME_MS),
    occurredAt: null,
    method: 'POST',
    path: '',
    query: '',
    headers: ['Content-Type', 'application/json'],
    contentType: 'application/json',
    body: Buffer.from('{"event":"payment.success","order":{"id":7}}'),
    source: { id: 'src_01kdy5c0r8e1rv7b6b4e8jz9m4', slug: 'petstore' },
    url: null,
    ...parts,
  };
  return createPluginEvent(fields, ownBytes);
}
