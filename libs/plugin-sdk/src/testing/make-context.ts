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
  const { context, recorder } = prepare(plugin, parts);
  let returned: unknown;
  try {
    returned = await plugin.deliver(context);
  } catch (error) {
    const result = readThrown(error, recorder);
    if (result) return result;
    throw error;
  }
  const result = readResult(returned, recorder);
  if (!result) throw new TypeError('The plugin returned something that is no result');
  return result;
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
      event: makeEvent(parts.event ?? {}),
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

function makeEvent(parts: Partial<Omit<PluginEvent, 'json'>>): PluginEvent {
  return createPluginEvent({
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
    ...parts,
  });
}
