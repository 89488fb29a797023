import {
  type AttemptExchange,
  classifyOutboundError,
  type ConfigFault,
  definePlugin,
  type DeliveryContext,
  type DeliveryResult,
  errorExchange,
  generateSigningSecret,
  headerValue,
  MAX_RESPONSE_BODY_BYTES,
  type OutboundResponse,
  parseRetryAfterMs,
  recordResponse,
  redactHeaders,
} from '@posthorn/plugin-sdk';
import { type HttpConfig, httpConfigSchema, type HttpSecrets, httpSecretsSchema } from './http.config.js';
import { credentialHeaderNames, requestHeaders, secretValues } from './request-headers.js';
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
  deliver,
});

async function deliver(context: Context): Promise<DeliveryResult> {
  const { config, event } = context;
  const headers = requestHeaders(context);
  const { url, shownUrl } = targetUrl(config, context.secrets, event);
  const shownHeaders = redactHeaders(headers ?? [], credentialHeaderNames(config));
  const request = { method: config.method, url: shownUrl, headers: shownHeaders, bodyBytes: event.body.length };
  if (headers === null) {
    return {
      outcome: 'failed',
      reason: 'signing-secret-missing',
      exchange: errorExchange('The destination signs, but has no signing secret.'),
    };
  }
  try {
    const response = await context.fetch({
      method: config.method,
      url,
      headers,
      body: event.body,
      timeoutMs: context.timeoutMs,
      maxResponseBytes: MAX_RESPONSE_BODY_BYTES,
      signal: context.signal,
    });
    return judge(context, request, response);
  } catch (error) {
    return classifyOutboundError(error, request);
  }
}

/** 2xx arrived; 410 asks for no more of anything; the rest, redirects included, is the retry policy's affair. */
function judge({ config, secrets, clock }: Context, request: AttemptExchange['request'], response: OutboundResponse): DeliveryResult {
  const { status } = response;
  const exchange: AttemptExchange = { request, response: recordResponse(response, secretValues(config, secrets)), error: null };
  if (status >= 200 && status < 300) return { outcome: 'delivered', exchange };
  if (status === 410) return { outcome: 'disable', reason: 'gone', exchange };
  const retryAfterMs = parseRetryAfterMs(headerValue(response.headers, 'retry-after'), clock.now());
  return { outcome: 'retry', reason: `http-${status}`, failure: { status }, retryAfterMs, exchange };
}

function missingSecrets({ auth }: HttpConfig, secretNames: readonly string[]): readonly ConfigFault[] {
  const needed = auth.type === 'none' ? null : auth.type === 'basic' ? 'password' : 'authToken';
  if (needed === null || secretNames.includes(needed)) return [];
  return [{ field: `secrets.${needed}`, code: 'required', message: `config.auth of type ${auth.type} needs it.` }];
}
