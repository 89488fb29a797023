import type { AddressGuard } from './address-guard.js';
import { bareHost, hostFault, type UrlFault } from './host-fault.js';

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
  if (effectivePort(url) === 0) return { code: 'invalid', message: 'No connection can be made to port 0.' };
  return guard.isNamed(url.hostname, effectivePort(url)) ? null : hostFault(bareHost(url.hostname), guard);
}

/** The port that a connection goes to, the scheme's own if the URL names none. */
export function effectivePort(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
