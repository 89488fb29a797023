import { createHash } from 'node:crypto';
import type { StoreWebhook } from './webhooks/store-webhook.js';

/** What the relay answered, and what exactly it was given. */
export interface Sent {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  /** `Posthorn-Event-Id`. */
  readonly eventId: string | null;
  readonly duplicate: boolean;
  readonly challenge: string | null;
  /** SHA-256 of the body sent, hex. */
  readonly sha256: string;
}

/** The store's sending half: one POST with the exact bytes, JSON, and whatever proves who it is. */
export async function sendWebhook(ingestUrl: string, webhook: Pick<StoreWebhook, 'body'>, headers: Record<string, string>): Promise<Sent> {
  const response = await fetch(ingestUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'PetStore-Webhooks/1.0', ...headers },
    body: new Uint8Array(webhook.body),
    // A relay that does not answer in this time has failed the demo anyway.
    signal: AbortSignal.timeout(15_000),
  });
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    body: await response.text(),
    eventId: response.headers.get('posthorn-event-id'),
    duplicate: response.headers.get('posthorn-duplicate') === 'true',
    challenge: response.headers.get('www-authenticate'),
    sha256: sha256Hex(webhook.body),
  };
}

export function sha256Hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
