export interface MailAddress {
  /** Empty if there is none. */
  readonly name: string;
  readonly address: string;
}

const MAX_CHARS = 512;
/** RFC 5321 section 4.5.3.1. */
const MAX_LOCAL_BYTES = 64;
const MAX_DOMAIN_BYTES = 255;

/** Control characters and line separators make headers of their own, or unreadable ones; the bidirectional ones make another address of one. */
const FORBIDDEN = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;
const NAMED = /^(?:"((?:[^"\\]|\\.)*)"\s*|([^"<>\\]*))<([^<>]*)>$/;
const LOCAL_PART = /^[^\s@<>(),:;\\"[\]]+$/u;
const DOMAIN =
  /^(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)(?:\.[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?)*$/u;
const DOMAIN_LITERAL = /^\[(?:[0-9.]{7,15}|IPv6:[0-9a-fA-F:.]{2,45})\]$/;

/**
 * Reads `jane@example.com`, `Jane Doe <jane@example.com>` or `"Doe, Jane" <jane@example.com>`: one mailbox of RFC 5322 section 3.4, of any
 * script (RFC 6532), and never two. `null` for anything else, for quoted local parts too.
 */
export function parseMailAddress(text: string): MailAddress | null {
  const whole = text.trim();
  if (whole.length > MAX_CHARS || FORBIDDEN.test(whole)) return null;
  const [, quoted, plain, bracketed] = NAMED.exec(whole) ?? [];
  const address = bracketed ?? whole;
  if (!isAddress(address)) return null;
  return { name: (quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '').trim(), address };
}

function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, Math.max(at, 0)), address.slice(at + 1)];
  if (Buffer.byteLength(local) > MAX_LOCAL_BYTES || Buffer.byteLength(domain) > MAX_DOMAIN_BYTES) return false;
  return LOCAL_PART.test(local) && (DOMAIN.test(domain) || DOMAIN_LITERAL.test(domain));
}
