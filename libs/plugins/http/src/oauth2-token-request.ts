import {
  type AttemptExchange,
  type Clock,
  classifyResponse,
  DeliveryRetry,
  type FailureKind,
  type OutboundRequest,
  type OutboundResponse,
  recordRequest,
  redactHeaders,
} from '@posthorn/plugin-sdk';
import type { TokenRequest } from './oauth2-tokens.js';

export interface AccessToken {
  readonly value: string;
  readonly expiresAtMs: number;
  readonly lifetimeMs: number;
}

const MAX_ANSWER_BYTES = 65_536;
const MAX_TOKEN_CHARS = 16_384;
const MAX_ERROR_CHARS = 200;
const TIMEOUT_MS = 10_000;
/** RFC 6749 section 5.1 recommends `expires_in` and does not require it. */
const DEFAULT_LIFETIME_MS = 300_000;
const MAX_LIFETIME_MS = 86_400_000;
/** What an answer that is no token counts as for `retryOn`: the authorization server is not well. */
const NOT_WELL: FailureKind = { status: 502 };

/**
 * Asks for a token by client credentials, RFC 6749 section 4.4, and never tries again by itself.
 *
 * @throws DeliveryRetry `oauth2-token-refused`, `oauth2-token-invalid`; OutboundError
 */
export async function requestToken({ auth, clientSecret, context }: TokenRequest): Promise<AccessToken> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  for (const name of ['scope', 'audience', 'resource'] as const) if (auth[name] !== undefined) form.set(name, auth[name]);
  const headers: (readonly [string, string])[] = [
    ['content-type', 'application/x-www-form-urlencoded'],
    ['accept', 'application/json'],
  ];
  if (auth.clientAuthentication === 'client_secret_post') {
    form.set('client_id', auth.clientId);
    form.set('client_secret', clientSecret);
  } else headers.push(['authorization', basic(auth.clientId, clientSecret)]);
  const request: OutboundRequest = {
    method: 'POST',
    url: auth.tokenUrl,
    headers,
    body: form.toString(),
    timeoutMs: Math.min(TIMEOUT_MS, context.timeoutMs),
    maxResponseBytes: MAX_ANSWER_BYTES,
  };
  return readAnswer(await context.fetch(request), context.clock, recordRequest(request));
}

/** RFC 6749 section 2.3.1: both are form-encoded first. */
function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from([id, secret].map(formEncoded).join(':')).toString('base64')}`;
}

const formEncoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);

function readAnswer(response: OutboundResponse, clock: Clock, request: AttemptExchange['request']): AccessToken {
  const { status } = response;
  const answer = parsed(response);
  if (status < 200 || status > 299) {
    const said = [answer.error, answer.error_description].filter((text) => typeof text === 'string').join(': ');
    throw failure(
      'oauth2-token-refused',
      `The token endpoint answered ${status}${said === '' ? '' : ` (${printable(said)})`}`,
      response,
      request,
      clock,
    );
  }
  const { access_token: value, token_type: type = 'Bearer', expires_in: seconds } = answer;
  if (
    typeof value !== 'string' ||
    value.length > MAX_TOKEN_CHARS ||
    !/^[\x21-\x7e]+$/.test(value) ||
    typeof type !== 'string' ||
    type.toLowerCase() !== 'bearer'
  )
    throw failure('oauth2-token-invalid', 'The token endpoint answered with something else than a bearer token', response, request, clock);
  const given = (typeof seconds === 'number' || typeof seconds === 'string' ? Number(seconds) : 0) * 1_000;
  const lifetimeMs = given > 0 ? Math.min(given, MAX_LIFETIME_MS) : DEFAULT_LIFETIME_MS;
  return { value, lifetimeMs, expiresAtMs: clock.now() + lifetimeMs };
}

function failure(
  reason: string,
  sentence: string,
  response: OutboundResponse,
  request: AttemptExchange['request'],
  clock: Clock,
): DeliveryRetry {
  const { status } = response;
  const result = classifyResponse(response, clock);
  const afterMs = result.outcome === 'retry' ? result.retryAfterMs : undefined;
  // A token, or what refers to one, may be anywhere in the answer: of its body nothing is kept but the error that it names.
  const shown = { status, headers: redactHeaders(response.headers), body: '', truncated: response.body.length > 0 };
  const exchange: AttemptExchange = { request, response: shown, error: `${sentence}.` };
  return new DeliveryRetry(reason, { exchange, afterMs, failure: status >= 300 ? { status } : NOT_WELL });
}

function parsed({ body }: OutboundResponse): Readonly<Record<string, unknown>> {
  try {
    return { ...Object(JSON.parse(body.toString('utf8'))) } as Record<string, unknown>;
  } catch {
    return {};
  }
}

const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_ERROR_CHARS);
