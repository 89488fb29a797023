import {
  type DeliveryContext,
  DeliveryFailed,
  HEADER,
  type HeaderPairs,
  isTemplate,
  parseSigningSecret,
  renderField,
  signStandardWebhooks,
  TemplateError,
} from '@posthorn/plugin-sdk';
import { FIELD_VALUE } from './field-patterns.js';
import { hmacHeaders } from './hmac-signature.js';
import type { HttpConfig, HttpSecrets } from './http.config.js';
import { hasWebhookHeaders, passedOnHeaders } from './passed-on-headers.js';
import type { RequestBody } from './request-body.js';

type Context = DeliveryContext<HttpConfig, HttpSecrets>;

/** What the headers speak of. */
export interface HeaderParts {
  readonly url: string;
  readonly body: RequestBody;
  readonly variables: () => object;
}

/**
 * All headers of an attempt.
 *
 * @throws DeliveryFailed (`signing-secret-missing`) if it has to be signed and there is no secret to sign with; TemplateError
 */
export function requestHeaders(context: Context, parts: HeaderParts): HeaderPairs {
  const { config, event } = context;
  const signed = config.signing === 'standard-webhooks';
  const given = [...configuredHeaders(config, parts.variables), ...authHeader(context)];
  const own = [...contentTypeHeader(given, parts.body), ...given];
  const replaced = new Set(own.map(([name]) => name.toLowerCase()));
  const isOtherBody = parts.body.bytes !== event.body;
  const sent = [
    ...passedOnHeaders(event.headers, replaced, signed, isOtherBody),
    ...own,
    ...webhookHeaders(context),
    ...posthornHeaders(context),
    ...(signed ? signatureHeader(context, parts.body) : []),
  ];
  return config.auth.type === 'hmac' ? withHmac(context, config.auth, sent, parts) : sent;
}

/** A value that a template prints can be no second header and no second request: what a header cannot carry is refused. */
function configuredHeaders({ headers }: HttpConfig, variables: () => object): HeaderPairs {
  return Object.entries(headers).map(([name, value]) => {
    if (!isTemplate(value)) return [name, value] as const;
    const field = `config.headers.${name}`;
    const text = renderField(field, value, variables()).trim();
    if (!FIELD_VALUE.test(text))
      throw new TemplateError('It prints what a header cannot carry: a line break, or a character beyond Latin-1', 1, 1).in(field);
    return [name, text] as const;
  });
}

function contentTypeHeader(given: HeaderPairs, { contentType }: RequestBody): HeaderPairs {
  const isGiven = given.some(([name]) => name.toLowerCase() === 'content-type');
  return contentType === null || isGiven ? [] : [['content-type', contentType]];
}

function webhookHeaders({ config, event, delivery, clock }: Context): HeaderPairs {
  // Unsigned, the sender's own Standard Webhooks headers go on unchanged, and belong together.
  if (config.signing === 'none' && hasWebhookHeaders(event.headers)) return [];
  return [
    [HEADER.webhookId, delivery.webhookId],
    [HEADER.webhookTimestamp, String(timestampSeconds(clock.now()))],
  ];
}

function posthornHeaders({ event, delivery }: Context): HeaderPairs {
  return [
    [HEADER.eventId, event.id],
    [HEADER.deliveryId, delivery.id],
    [HEADER.eventType, headerSafe(event.type)],
    [HEADER.source, event.source.slug],
    [HEADER.attempt, String(delivery.attempt)],
  ];
}

function signatureHeader(context: Context, { bytes }: RequestBody): HeaderPairs {
  const { secrets, delivery, clock } = context;
  if (secrets.signingSecret === undefined)
    throw new DeliveryFailed('signing-secret-missing', { detail: 'The destination signs, but has no signing secret.' });
  const active = [secrets.signingSecret, ...context.previousSecrets('signingSecret')];
  const keys = active.map(parseSigningSecret).filter((key) => key !== null);
  const body = bytes ?? Buffer.alloc(0);
  const message = { id: delivery.webhookId, timestampSeconds: timestampSeconds(clock.now()), body, keys };
  return [[HEADER.webhookSignature, signStandardWebhooks(message)]];
}

function withHmac(
  { config, secrets, delivery, clock }: Context,
  auth: Extract<HttpConfig['auth'], { type: 'hmac' }>,
  sent: HeaderPairs,
  { url, body }: HeaderParts,
): HeaderPairs {
  const request = {
    method: config.method,
    url,
    headers: sent,
    body: body.bytes ?? Buffer.alloc(0),
    id: delivery.webhookId,
    nowMs: clock.now(),
  };
  const made = hmacHeaders(auth, secrets.hmacKey ?? '', request);
  const names = new Set(made.map(([name]) => name.toLowerCase()));
  return [...sent.filter(([name]) => !names.has(name.toLowerCase())), ...made];
}

function authHeader({ config: { auth }, secrets: { authToken = '', password = '' } }: Context): HeaderPairs {
  switch (auth.type) {
    case 'basic':
      return [['authorization', `Basic ${Buffer.from(`${auth.username}:${password}`).toString('base64')}`]];
    case 'bearer':
      return [['authorization', `Bearer ${authToken}`]];
    case 'api-key':
      return auth.in === 'header' ? [[auth.name, authToken]] : [];
    case 'hmac':
    case 'oauth2':
    case 'none':
      return [];
  }
}

/** Event types come from senders and may hold anything: what is not printable ASCII, and `%`, is percent-encoded as UTF-8. */
function headerSafe(text: string): string {
  return text.toWellFormed().replace(/[^\x20-\x7e]|%/gu, encodeURIComponent);
}

const timestampSeconds = (nowMs: number) => Math.floor(nowMs / 1_000);
