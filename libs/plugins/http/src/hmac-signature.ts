import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { type HeaderPairs, headerValue } from '@posthorn/plugin-sdk';
import type { HmacAuth } from './auth.config.js';

/** What can be signed. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderPairs;
  readonly body: Buffer;
  /** `webhook-id`. */
  readonly id: string;
  readonly nowMs: number;
}

const MAX_CACHED_KEYS = 1_000;
const keys = new Map<string, KeyObject>();

/** The headers of a signature of the destination's own layout: the signature, and what the receiver needs to make it again. */
export function hmacHeaders(auth: HmacAuth, key: string, request: SignedRequest): HeaderPairs {
  const timestamp = timestampOf(auth.timestampUnit, request.nowMs);
  const hmac = createHmac(auth.algorithm, keyOf(auth, key));
  for (const piece of auth.signedContent.split(/(\{[^{}]*\})/)) hmac.update(valueOf(piece, request, timestamp));
  const prefix = auth.prefix.replaceAll('{timestamp}', timestamp).replaceAll('{id}', request.id);
  const pairs: (readonly [string, string])[] = [[auth.header, prefix + hmac.digest(auth.encoding)]];
  if (auth.timestampHeader !== undefined) pairs.push([auth.timestampHeader, timestamp]);
  if (auth.idHeader !== undefined) pairs.push([auth.idHeader, request.id]);
  return pairs;
}

function valueOf(piece: string, { method, url, headers, body, id }: SignedRequest, timestamp: string): Buffer | string {
  switch (piece) {
    case '{body}':
      return body;
    case '{timestamp}':
      return timestamp;
    case '{id}':
      return id;
    case '{url}':
      return url;
    case '{method}':
      return method;
    default: {
      const name = /^\{header:(.*)\}$/.exec(piece)?.[1]?.toLowerCase();
      return name === undefined ? piece : (headerValue(headers, name) ?? '');
    }
  }
}

function timestampOf(unit: HmacAuth['timestampUnit'], nowMs: number): string {
  if (unit === 'iso') return new Date(nowMs).toISOString();
  return String(unit === 'ms' ? nowMs : Math.floor(nowMs / 1_000));
}

/** Imported once for each key, not for each signature. */
function keyOf({ secretEncoding }: HmacAuth, key: string): KeyObject {
  const name = `${secretEncoding}:${key}`;
  const known = keys.get(name);
  if (known) return known;
  const made = createSecretKey(Buffer.from(key, secretEncoding));
  if (keys.size >= MAX_CACHED_KEYS) keys.clear();
  keys.set(name, made);
  return made;
}
