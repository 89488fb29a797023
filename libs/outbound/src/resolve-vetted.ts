import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { OutboundError } from '@posthorn/contracts';
import type { AddressGuard } from './address-guard.js';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Every address of a name, as the system resolves it (hosts file included). */
export type Resolver = (hostname: string) => Promise<readonly ResolvedAddress[]>;

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
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new OutboundError('network', `${host} has no address`);
  if (guard.isNamed(host, port)) return addresses;
  const refused = addresses.find(({ address }) => guard.isRefused(address));
  if (refused === undefined) return addresses;
  // Which address it was stays out of the message: whoever configures a destination must not learn the inside's layout from it.
  throw new OutboundError('address-not-allowed', `${host} is at an address that outbound requests may not reach`);
}
