import {
  classifyOutboundError,
  definePlugin,
  type DeliveryContext,
  generateSigningSecret,
  isTemplate,
  type OutboundRequest,
  type OutboundResponse,
  type PluginResult,
  signingPublicKey,
} from '@posthorn/plugin-sdk';
import { parseHostPattern } from './allowed-hosts.js';
import { answerBytesOf, judgeAnswer } from './answer-rules.js';
import { type Concealed, exchangeWithout } from './attempt-exchange.js';
import { configFaults } from './config-faults.js';
import { destinationTls } from './destination-tls.js';
import { type HttpConfig, httpConfigSchema, type HttpSecrets, httpSecretsSchema } from './http.config.js';
import { httpPreview } from './http-preview.js';
import { OAuth2Tokens, type TokenRequest } from './oauth2-tokens.js';
import { type PreparedRequest, prepareRequest } from './prepared-request.js';
import { literalOrigin } from './url-template.js';

type Context = DeliveryContext<HttpConfig, HttpSecrets>;

const UNAUTHORIZED = 401;
const tokens = new OAuth2Tokens();

/** Sends the event on over HTTP, by default its own bytes, signed after Standard Webhooks. What a receiver gets is fixed in the API's contract. */
export const httpPlugin = definePlugin({
  type: 'http',
  title: 'HTTP',
  configSchema: httpConfigSchema,
  secretsSchema: httpSecretsSchema,
  capabilities: { forwardsBody: true },
  validate: configFaults,
  generateSecrets: ({ signatureVersion }) => ({ signingSecret: generateSigningSecret(signatureVersion) }),
  publicKeys: (_config, { signingSecret = '' }) => [signingPublicKey(signingSecret)].filter((key) => key !== null),
  outboundUrls,
  preview: httpPreview,
  deliver,
});

function outboundUrls({ url, allowedHosts = [], auth }: HttpConfig) {
  const hosts = allowedHosts.map((host, i) => ({ field: `config.allowedHosts.${i}`, pattern: parseHostPattern(host) }));
  return [
    ...(url === undefined ? [] : [{ field: 'config.url', url: urlToJudge(url) }]),
    ...(auth.type === 'oauth2' ? [{ field: 'config.auth.tokenUrl', url: auth.tokenUrl }] : []),
    ...hosts.flatMap(({ field, pattern }) => (pattern && !pattern.isSuffix ? [{ field, url: `http://${pattern.host}/` }] : [])),
  ];
}

/** Of a template, what no template decides. */
function urlToJudge(url: string): string {
  const origin = isTemplate(url) ? literalOrigin(url) : null;
  return origin === null ? url : `${origin}/`;
}

async function deliver(context: Context): Promise<PluginResult> {
  const { auth } = context.config;
  const prepared = prepareRequest(context);
  if (auth.type !== 'oauth2') return send(context, prepared, null);
  const request: TokenRequest = { auth, clientSecret: context.secrets.clientSecret ?? '', context };
  const token = await tokens.obtain(request);
  const first = await send(context, prepared, token.value);
  if (!isUnauthorized(first)) return first;
  tokens.drop(request, token.value);
  // It may have been revoked before its time; one that has just been issued would be no better the second time.
  return token.isFresh ? first : send(context, prepared, (await tokens.obtain(request)).value);
}

function isUnauthorized(result: PluginResult): boolean {
  return result.outcome === 'retry' && typeof result.failure === 'object' && result.failure.status === UNAUTHORIZED;
}

async function send(context: Context, { target, body, headers }: PreparedRequest, accessToken: string | null): Promise<PluginResult> {
  const { config, secrets, clock } = context;
  const tls = target.url.startsWith('https:') ? destinationTls(config, secrets) : undefined;
  const request: OutboundRequest = {
    method: config.method,
    url: target.url,
    headers: accessToken === null ? headers : [...headers, ['authorization', `Bearer ${accessToken}`]],
    ...(body.bytes === null ? {} : { body: body.bytes }),
    maxResponseBytes: answerBytesOf(config),
    ...(tls ? { tls } : {}),
  };
  const concealed = concealedOf(config, headers, accessToken);
  let response: OutboundResponse;
  try {
    response = await context.fetch(request);
  } catch (error) {
    if (concealed === null) throw error;
    return classifyOutboundError(error, exchangeWithout(concealed, request, null).request);
  }
  const result = judgeAnswer(config, response, clock, target.isOfEvent);
  return concealed === null ? result : { ...result, exchange: exchangeWithout(concealed, request, response) };
}

/** `null` = all that is secret in the request is configured, and the relay cuts it out by itself. */
function concealedOf({ auth }: HttpConfig, headers: readonly (readonly [string, string])[], accessToken: string | null): Concealed | null {
  if (auth.type === 'hmac') {
    const name = auth.header.toLowerCase();
    return { headers: new Set([name]), values: headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value) };
  }
  return accessToken === null ? null : { headers: new Set(), values: [accessToken] };
}
