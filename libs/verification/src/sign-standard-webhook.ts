import { createHmac } from 'node:crypto';
import type { SignedRequest, SigningInput } from './verifier.js';

/** The three headers of Standard Webhooks, made with a `whsec_` secret; `prefix` is `webhook`, or `svix` for Svix itself. */
export function signStandardWebhook(input: SigningInput, prefix = 'webhook'): SignedRequest {
  const { method, url, body, id, atMs, secret } = input;
  const timestamp = String(Math.floor(atMs / 1000));
  const key = Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  const own = [
    [`${prefix}-id`, id],
    [`${prefix}-timestamp`, timestamp],
    [`${prefix}-signature`, `v1,${signature}`],
  ] as const;
  const others = input.headers.filter(([name]) => !own.some(([ownName]) => ownName === name));
  return { method, url, headers: [...others, ...own], body };
}
