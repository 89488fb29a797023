import type { DeliveryContext, PluginPreview, PluginResult } from '@posthorn/plugin-sdk';
import { PLUGIN_API_VERSION } from '@posthorn/plugin-sdk';
import { JUDGED_ELSEWHERE, secretNamesOf, type InputReading, type PluginInput, type RemotePlugin } from '@posthorn/plugin-sdk/host';
import { PluginCrashedError } from './plugin-crashed.error.js';
import { LAB, type PluginHost } from './plugin-host.js';
import type { PluginFacts, PluginMethod, WireContext } from './plugin-messages.js';

type Context = DeliveryContext<object, object>;

/** What people wait for at the admin API. */
const ASK_LIMIT_MS = 5_000;

/** A custom plugin as the relay runs it: everything crosses to its threads. */
export function createCustomPlugin(facts: PluginFacts, host: Pick<PluginHost, 'ask' | 'output'>): RemotePlugin {
  const { type, title, capabilities, schemas } = facts;
  const run = async (method: PluginMethod, context: Context): Promise<unknown> => {
    const owner = method === 'preview' ? LAB : context.delivery.destinationId;
    const wire = toWire(context, secretNamesOf(plugin));
    host.output.willSee(owner, textsIn(wire));
    const body = wire.event.body.buffer as ArrayBuffer;
    const options = { owner, context, bytes: body.byteLength, transfer: [body] };
    return host.ask({ ask: 'run', method, context: wire }, options);
  };
  const plugin: RemotePlugin = Object.freeze({
    ...{ apiVersion: PLUGIN_API_VERSION, type, title, capabilities: Object.freeze({ ...capabilities }) },
    ...{ configSchema: JUDGED_ELSEWHERE, secretsSchema: JUDGED_ELSEWHERE },
    remote: Object.freeze({
      schemas,
      readInput: (input: PluginInput, { generate }: { readonly generate: boolean }) => {
        host.output.willSee(LAB, Object.values(input.secrets).map(String));
        return within(host.ask({ ask: 'read-input', input, generate }, { owner: LAB })) as Promise<InputReading>;
      },
      generateSecrets: (config: unknown) =>
        within(host.ask({ ask: 'generate-secrets', config }, { owner: LAB })) as Promise<Readonly<Record<string, string>>>,
    }),
    // The runner judges what comes of it, as it does with any plugin.
    deliver: (context: Context) => run('deliver', context) as Promise<PluginResult>,
    ...(facts.hasTest && { test: (context: Context) => run('test', context) as Promise<PluginResult> }),
    ...(facts.hasPreview && { preview: (context: Context) => run('preview', context) as Promise<PluginPreview> }),
  });
  return plugin;
}

function toWire(context: Context, secretNames: readonly string[]): WireContext {
  const { config, secrets, event, delivery, defaultSmtpUrl, timeoutMs, clock } = context;
  const { id, type, externalId, receivedAt, occurredAt, method, path, query, headers, contentType, body, source, url } = event;
  return {
    ...{ config, secrets, delivery, defaultSmtpUrl, timeoutMs },
    previousSecrets: Object.fromEntries(secretNames.map((name) => [name, context.previousSecrets(name)])),
    event: { id, type, externalId, receivedAt, occurredAt, method, path, query, headers, contentType, body, source, url },
    aheadMs: clock.now() - Date.now(),
  };
}

function textsIn({ secrets, previousSecrets }: WireContext): readonly string[] {
  return [...Object.values(secrets), ...Object.values(previousSecrets).flat()].filter((value) => typeof value === 'string');
}

async function within<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PluginCrashedError('The plugin did not answer in time.', true)), ASK_LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
