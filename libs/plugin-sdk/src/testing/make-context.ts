import type { Clock, GuardedFetch, GuardedMail } from '@posthorn/contracts';
import type { DeliveryContext, PluginDelivery, PluginEvent } from '../context.js';
import type { AnyPlugin } from '../plugin.js';
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
  readonly defaultSmtpUrl?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly clock?: Clock;
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
  return {
    config: plugin.configSchema.parse(parts.config),
    secrets: plugin.secretsSchema.parse(parts.secrets ?? {}),
    previousSecrets: (name) => parts.previousSecrets?.[name] ?? [],
    event: makeEvent(parts.event ?? {}),
    delivery: { ...SAMPLE_DELIVERY, ...parts.delivery },
    fetch: parts.fetch ?? loopbackFetch,
    mail: parts.mail ?? loopbackMail,
    defaultSmtpUrl: parts.defaultSmtpUrl ?? null,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
    signal: parts.signal ?? new AbortController().signal,
    timeoutMs: parts.timeoutMs ?? 5_000,
    clock: parts.clock ?? { now: () => SAMPLE_TIME_MS },
  };
}

function makeEvent(parts: Partial<Omit<PluginEvent, 'json'>>): PluginEvent {
  const event = {
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
  };
  return { ...event, json: () => parseJson(event.body) };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
