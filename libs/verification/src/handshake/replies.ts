import type { HandshakeReply } from '../verifier.js';

/** What a stranger sent is never shown as anything but text. */
const NOSNIFF = ['x-content-type-options', 'nosniff'] as const;

/** An echo as plain text. */
export function textReply(body: string, status = 200): HandshakeReply {
  return { status, headers: [['content-type', 'text/plain; charset=utf-8'], NOSNIFF], body };
}

export function jsonReply(value: unknown): HandshakeReply {
  return { status: 200, headers: [['content-type', 'application/json'], NOSNIFF], body: JSON.stringify(value) };
}

/** A status and headers, and no body. */
export function emptyReply(status = 200, headers: HandshakeReply['headers'] = []): HandshakeReply {
  return { status, headers, body: '' };
}

const ECHOABLE = /^[\x20-\x7e]{1,1024}$/;

/** A challenge that can be echoed: short, and without anything that could end a header. */
export function echoable(text: string | null): text is string {
  return text !== null && ECHOABLE.test(text);
}
