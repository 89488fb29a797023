import { isIP } from 'node:net';
import type { AddressGuard } from './address-guard.js';

/** Why a URL may not be configured. (A refusal is something else: a request to a source.) The codes are those of `errors[].code` in the API's 422. */
export interface UrlFault {
  readonly code: 'invalid' | 'address-not-allowed';
  readonly message: string;
}

/** RFC 1035 section 2.3.4. The URL parser lets longer ones and empty labels pass, and resolvers disagree about them. */
const MAX_NAME_CHARS = 253;
const MAX_LABEL_CHARS = 63;

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1'];
const METADATA: readonly string[] = ['169.254.169.254'];
/** What stands in hosts files for the machine itself, and the names that clouds give to their metadata. */
const FIXED_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['localhost', LOOPBACK],
  ['localhost.localdomain', LOOPBACK],
  ['localhost4', LOOPBACK],
  ['localhost4.localdomain4', LOOPBACK],
  ['localhost6', LOOPBACK],
  ['localhost6.localdomain6', LOOPBACK],
  ['ip6-localhost', LOOPBACK],
  ['ip6-loopback', LOOPBACK],
  ['metadata.google.internal', METADATA],
  ['metadata.goog', METADATA],
]);

/**
 * Judges a host without a lookup, as the URL parser spells it (no brackets): an address, or a name whose address is fixed wherever it is
 * looked up. All others, `.internal` and `.local` too, are judged at each connection by what they resolve to.
 */
export function hostFault(host: string, guard: AddressGuard): UrlFault | null {
  if (isIP(host) !== 0) return guard.isRefused(host) ? notAllowed(host) : null;
  const name = host.toLowerCase().replace(/\.$/, '');
  const labels = name.split('.');
  if (name.length > MAX_NAME_CHARS || labels.some((label) => label === '' || label.length > MAX_LABEL_CHARS))
    return { code: 'invalid', message: 'The host is not a name that can be looked up: a part of it is empty or too long.' };
  // RFC 6761 section 6.3: everything below localhost is loopback too.
  const fixed = labels.at(-1) === 'localhost' ? LOOPBACK : FIXED_NAMES.get(name);
  return fixed?.every((address) => guard.isRefused(address)) ? notAllowed(name) : null;
}

/** The URL parser writes IPv6 addresses in brackets. */
export const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

const notAllowed = (host: string): UrlFault => ({
  code: 'address-not-allowed',
  message: `${host} is not a public address, and POSTHORN_ALLOWED_NETWORKS does not open it.`,
});
