import { createHmac } from 'node:crypto';
import type { HmacAlgorithm } from '../signature/recipe.js';
import type { BinaryEncoding } from '../strict-encoding.js';

export interface HmacSigning {
  readonly secret: string | Buffer;
  /** What is signed, in order; `signedContent` with its placeholders filled in. */
  readonly content: readonly (string | Buffer)[];
  readonly algorithm?: HmacAlgorithm;
  readonly encoding?: BinaryEncoding;
  readonly prefix?: string;
}

/** The value of a signature header, as the sender of an `hmac` source makes it. */
export function signHmac({ secret, content, algorithm = 'sha256', encoding = 'hex', prefix = '' }: HmacSigning): string {
  const hmac = createHmac(algorithm, secret);
  for (const part of content) hmac.update(part);
  return prefix + hmac.digest(encoding);
}

export interface StandardWebhooksSigning {
  /** `whsec_…` */
  readonly secret: string;
  readonly id: string;
  readonly atMs: number;
  readonly body: string | Buffer;
}

/** The three headers of Standard Webhooks. */
export function signStandardWebhooks({ secret, id, atMs, body }: StandardWebhooksSigning): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = signHmac({ secret: key, content: [`${id}.${timestamp}.`, body], encoding: 'base64', prefix: 'v1,' });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
}
