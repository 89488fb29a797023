// The Pet Store's webhook `order`, as its page shows it, with a token as the store's authority would issue it.
import { createHmac, randomBytes } from 'node:crypto';

export const JWT_SECRET = randomBytes(32).toString('base64url');
export const ISSUER = 'https://auth.petstoreapi.com';
export const ORDER = `{
    "event": "payment.success",
    "orderId": "1312312",
    "amount": 738.05,
    "currency": "USD",
    "timestamp": "1758613403"
}`;

/** RFC 7515 by hand: node's own parts only. */
export function token(secret = JWT_SECRET) {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: ISSUER, iat: now, exp: now + 300 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = createHmac('sha256', secret).update(parts.join('.')).digest('base64url');
  return [...parts, signature].join('.');
}

export function sendOrder(url, bearer = token()) {
  return fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: ORDER,
    signal: AbortSignal.timeout(10_000),
  });
}
