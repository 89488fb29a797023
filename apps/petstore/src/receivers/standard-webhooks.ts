import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@posthorn/contracts';

/** What a receiver finds when it checks a delivery; anything but `verified` deserves a 401. */
export type SignatureVerdict = 'verified' | 'headers-missing' | 'timestamp-out-of-tolerance' | 'no-signature-matches';

const TOLERANCE_SECONDS = 300;

/**
 * Standard Webhooks verification from the specification alone (https://www.standardwebhooks.com), with node:crypto and nothing of the
 * relay's: if both agree, they agree on the standard.
 */
export function verifyStandardWebhook(
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: Buffer,
  clock: Clock,
): SignatureVerdict {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !timestamp || !signatures) return 'headers-missing';
  const ageSeconds = Math.abs(clock.now() / 1000 - Number(timestamp));
  // A timestamp that is no number has no age, and is refused with those that are too old.
  if (!(ageSeconds <= TOLERANCE_SECONDS)) return 'timestamp-out-of-tolerance';

  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const matches = signatures.split(' ').some((entry) => {
    const [version, value = ''] = entry.split(',', 2);
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches ? 'verified' : 'no-signature-matches';
}
