import type { Clock, GuardedFetch, GuardedMail, MailServer } from '@posthorn/contracts';
import type { DeliveryContext, PluginDelivery, PluginEvent, PluginLogger } from '../context.js';
import type { ExchangeRecorder } from './exchange-recorder.js';

/** What the relay has for one attempt. */
export interface AttemptParts {
  /** Parsed by the plugin's schemas and frozen, see {@link deepFreeze}. */
  readonly config: object;
  readonly secrets: object;
  readonly previousSecrets: (name: string) => readonly string[];
  readonly event: PluginEvent;
  readonly delivery: PluginDelivery;
  readonly fetch: GuardedFetch;
  readonly mail: GuardedMail;
  /** The installation's mail server; its credentials may be in the URL, and stay with the relay. */
  readonly installationSmtpUrl: string | null;
  readonly log: PluginLogger;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** The same as a plugin gets it: recorded, frozen, and with nothing in it that is the relay's own. */
export function handOver(parts: AttemptParts, recorder: ExchangeRecorder): DeliveryContext<object, object> {
  const { timeoutMs, signal, clock, installationSmtpUrl, fetch, mail, ...rest } = parts;
  const installation = installationSmtpUrl === null ? null : installationServer(installationSmtpUrl);
  return Object.freeze({
    ...rest,
    fetch: recorder.fetch(fetch, { timeoutMs, signal }),
    mail: recorder.mail(mail, installation, { timeoutMs, signal }),
    defaultSmtpUrl: installation?.url ?? null,
    signal,
    timeoutMs,
    clock: Object.freeze({ now: () => clock.now() }),
  });
}

function installationServer(smtpUrl: string): MailServer | null {
  const url = URL.parse(smtpUrl);
  if (url === null) return null;
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '') return { url: url.href };
  return { url: url.href, user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/**
 * The event of one attempt. Its headers, and its body unless `ownBytes`, are copies made when they are first looked at, so that a plugin that
 * changes them in place harms no other delivery. `ownBytes`: for plugins that are tested not to.
 */
export function createPluginEvent(fields: Omit<PluginEvent, 'json'>, ownBytes = false): PluginEvent {
  const { body: received, headers: receivedHeaders, ...rest } = fields;
  let body: Buffer | null = ownBytes ? received : null;
  let headers: readonly string[] | null = null;
  let parsed: { readonly value: unknown } | null = null;
  return Object.freeze({
    ...rest,
    source: Object.freeze({ ...rest.source }),
    get headers() {
      return (headers ??= Object.freeze([...receivedHeaders]));
    },
    get body() {
      return (body ??= copyOf(received));
    },
    json: () => (parsed ??= { value: parseJson(received) }).value,
  });
}

/** Memory of its own: a buffer of Node's pool lets see what others have in it. */
function copyOf(bytes: Buffer): Buffer {
  return Buffer.from(new Uint8Array(bytes).buffer);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Plain objects and arrays, all the way down. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}
