import { type DeliveryContext, HEADER, type HeaderPairs, parseSigningSecret, signStandardWebhooks } from '@posthorn/plugin-sdk';
import type { HttpConfig, HttpSecrets } from './http.config.js';
import { hasWebhookHeaders, passedOnHeaders } from './passed-on-headers.js';

/** All headers of an attempt, or `null` if it has to be signed and there is no secret to sign with. */
export function requestHeaders(context: DeliveryContext<HttpConfig, HttpSecrets>): HeaderPairs | null {
  const { config, secrets, event } = context;
  const signed = config.signing === 'standard-webhooks';
  const own = [...Object.entries(config.headers), ...authHeader(config, secrets)];
  const relay = [...webhookHeaders(context), ...posthornHeaders(context)];
  const signature = signed ? signatureHeader(context) : [];
  if (signature === null) return null;
  const replaced = new Set(own.map(([name]) => name.toLowerCase()));
  return [...passedOnHeaders(event.headers, replaced, signed), ...own, ...relay, ...signature];
}

function webhookHeaders({ config, event, delivery, clock }: DeliveryContext<HttpConfig, HttpSecrets>): HeaderPairs {
  // Unsigned, the sender's own Standard Webhooks headers go on unchanged, and belong together.
  if (config.signing === 'none' && hasWebhookHeaders(event.headers)) return [];
  return [
    [HEADER.webhookId, delivery.webhookId],
    [HEADER.webhookTimestamp, String(timestampSeconds(clock.now()))],
  ];
}

function posthornHeaders({ event, delivery }: DeliveryContext<HttpConfig, HttpSecrets>): HeaderPairs {
  return [
    [HEADER.eventId, event.id],
    [HEADER.deliveryId, delivery.id],
    [HEADER.eventType, headerSafe(event.type)],
    [HEADER.source, event.source.slug],
    [HEADER.attempt, String(delivery.attempt)],
  ];
}

function signatureHeader(context: DeliveryContext<HttpConfig, HttpSecrets>): HeaderPairs | null {
  const { secrets, event, delivery, clock } = context;
  if (secrets.signingSecret === undefined) return null;
  const active = [secrets.signingSecret, ...context.previousSecrets('signingSecret')];
  const keys = active.map(parseSigningSecret).filter((key) => key !== null);
  const message = { id: delivery.webhookId, timestampSeconds: timestampSeconds(clock.now()), body: event.body, keys };
  return [[HEADER.webhookSignature, signStandardWebhooks(message)]];
}

function authHeader({ auth }: HttpConfig, { authToken = '', password = '' }: HttpSecrets): HeaderPairs {
  switch (auth.type) {
    case 'basic':
      return [['authorization', `Basic ${Buffer.from(`${auth.username}:${password}`).toString('base64')}`]];
    case 'bearer':
      return [['authorization', `Bearer ${authToken}`]];
    case 'api-key':
      return auth.in === 'header' ? [[auth.name, authToken]] : [];
    case 'none':
      return [];
  }
}

/** Event types come from senders and may hold anything: what is not printable ASCII, and `%`, is percent-encoded as UTF-8. */
function headerSafe(text: string): string {
  return text.toWellFormed().replace(/[^\x20-\x7e]|%/gu, encodeURIComponent);
}

const timestampSeconds = (nowMs: number) => Math.floor(nowMs / 1_000);
