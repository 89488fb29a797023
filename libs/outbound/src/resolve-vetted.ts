import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { OutboundError } from '@posthorn/contracts';
import type { AddressGuard } from './address-guard.js';
import { hostFault } from './host-fault.js';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name, as the system resolves it (hosts file included). */
export type Resolver = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** As many as a connection could try within its time; an answer of 64 KiB holds thousands. All are vetted, the first ones are used. */
const MAX_ADDRESSES = 16;

export const systemResolver: Resolver = (hostname) => lookup(hostname, { all: true });

/**
 * Lookups in flight are shared: getaddrinfo holds one of Node's four pool threads, and a burst to one name must not take them all
 * from other names.
 */
export function sharedResolver(resolve: Resolver): Resolver {
  const inFlight = new Map<string, Promise<readonly ResolvedAddress[]>>();
  return (hostname) => {
    const known = inFlight.get(hostname);
    if (known) return known;
    const lookup = resolve(hostname).finally(() => inFlight.delete(hostname));
    inFlight.set(hostname, lookup);
    return lookup;
  };
}

/**
 * The addresses to connect to, each vetted. A name is refused when any of its addresses is: one that answers with a public and a
 * private address at once is an attempt to get through by the connection's own choice between them.
 */
export async function resolveVetted(
  host: string,
  port: number,
  guard: AddressGuard,
  resolve: Resolver,
): Promise<readonly ResolvedAddress[]> {
  const family = isIP(host);
  const named = guard.isNamed(host, port);
  const fault = named ? null : hostFault(host, guard);
  if (fault?.code === 'invalid') throw new OutboundError('invalid-url', fault.message);
  if (fault) throw notAllowed(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new OutboundError('network', `${host} has no address`);
  if (!named && addresses.some(({ address }) => guard.isRefused(address))) throw notAllowed(host);
  return addresses.slice(0, MAX_ADDRESSES);
}

/** A socket's lookup that answers with exactly these addresses. */
export function pinnedLookup(resolve: Resolver): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        if (all) callback(null, [...addresses]);
        else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

/** Which address it was stays out of the message: whoever configures a destination must not learn the inside's layout from it. */
const notAllowed = (host: string) =>
  new OutboundError('address-not-allowed', `${host} is at an address that outbound requests may not reach`);
