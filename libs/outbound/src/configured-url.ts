import { isIP } from 'node:net';
import type { AddressGuard } from './address-guard.js';

/** Why a URL may not be configured. (A refusal is something else: a request to a source.) The codes are those of `errors[].code` in the API's 422. */
export interface UrlFault {
  readonly code: 'invalid' | 'address-not-allowed';
  readonly message: string;
}

/**
 * Judges a URL when it is configured, without a name lookup: names are judged at each attempt, on the addresses connected to.
 * The WHATWG parser behind `URL` has already turned decimal, octal, hexadecimal and short spellings of an IPv4 address, and one with
 * a trailing dot, into four decimal parts (https://url.spec.whatwg.org/#concept-ipv4-parser).
 */
export function configuredUrlFault(url: URL, guard: AddressGuard): UrlFault | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { code: 'invalid', message: 'The URL must begin with http:// or https://.' };
  if (url.username !== '' || url.password !== '') return { code: 'invalid', message: 'The URL must not carry a user or password.' };
  if (url.hostname === '') return { code: 'invalid', message: 'The URL names no host.' };
  if (guard.isNamed(url.hostname, effectivePort(url))) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return guard.isRefused(host) ? notAllowed(host) : null;
  // RFC 6761 section 6.3: these names are loopback wherever they are looked up.
  const name = host.replace(/\.+$/, '');
  if (name !== 'localhost' && !name.endsWith('.localhost')) return null;
  return guard.isRefused('127.0.0.1') && guard.isRefused('::1') ? notAllowed(name) : null;
}

/** The port that a connection goes to, the scheme's own if the URL names none. */
export function effectivePort(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

const notAllowed = (host: string): UrlFault => ({
  code: 'address-not-allowed',
  message: `${host} is not a public address, and POSTHORN_ALLOWED_NETWORKS does not open it.`,
});
