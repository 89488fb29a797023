import {
  classifyResponse,
  type ConfigFault,
  definePlugin,
  type DeliveryContext,
  failed,
  generateSigningSecret,
  MAX_RESPONSE_BODY_BYTES,
  type PluginPreview,
  type PluginResult,
  previewPart,
  redactHeaders,
  redactUrl,
} from '@posthorn/plugin-sdk';
import { type HttpConfig, httpConfigSchema, type HttpSecrets, httpSecretsSchema } from './http.config.js';
import { requestHeaders } from './request-headers.js';
import { targetUrl } from './target-url.js';

type Context = DeliveryContext<HttpConfig, HttpSecrets>;

/** Sends the event's own bytes on, signed after Standard Webhooks. What a receiver gets is fixed in the API's contract. */
export const httpPlugin = definePlugin({
  type: 'http',
  title: 'HTTP',
  configSchema: httpConfigSchema,
  secretsSchema: httpSecretsSchema,
  capabilities: { forwardsBody: true },
  validate: missingSecrets,
  generateSecrets: () => ({ signingSecret: generateSigningSecret() }),
  outboundUrls: (config) => [{ field: 'config.url', url: config.url }],
  preview,
  deliver,
});

/** 2xx arrived; 410 asks for no more of anything; the rest, redirects included, is the retry policy's affair. */
async function deliver(context: Context): Promise<PluginResult> {
  const { config, secrets, event, clock } = context;
  const headers = requestHeaders(context);
  if (headers === null) return failed('signing-secret-missing', { detail: 'The destination signs, but has no signing secret.' });
  const url = targetUrl(config, secrets, event);
  const response = await context.fetch({
    method: config.method,
    url,
    headers,
    body: event.body,
    maxResponseBytes: MAX_RESPONSE_BODY_BYTES,
  });
  return classifyResponse(response, clock);
}

function preview(context: Context): PluginPreview {
  const { config, secrets, event } = context;
  const headers = redactHeaders(requestHeaders(context) ?? []);
  return {
    parts: [
      previewPart('method', config.method),
      previewPart('url', redactUrl(targetUrl(config, secrets, event))),
      previewPart('headers', headers.map(([name, value]) => `${name}: ${value}`).join('\n')),
      previewPart('body', event.body, event.contentType ?? 'application/octet-stream'),
    ],
  };
}

function missingSecrets({ auth }: HttpConfig, secretNames: readonly string[]): readonly ConfigFault[] {
  const needed = auth.type === 'none' ? null : auth.type === 'basic' ? 'password' : 'authToken';
  if (needed === null || secretNames.includes(needed)) return [];
  return [{ field: `secrets.${needed}`, code: 'required', message: `config.auth of type ${auth.type} needs it.` }];
}
