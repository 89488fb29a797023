import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that "all webhooks include", says the store's documentation. */
export const WEBHOOK_SIGNATURE_HEADER = 'X-Webhook-Signature';

/** `sha256=` and the hex HMAC-SHA256 of the exact bytes, keyed with the registered secret. */
export function signWebhook(secret: string, body: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** What a receiver of the store's webhooks does: compares the whole value, in constant time. */
export function webhookSignatureMatches(secret: string, body: Buffer, header: string): boolean {
  const expected = Buffer.from(signWebhook(secret, body));
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
