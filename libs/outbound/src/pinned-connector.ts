import { isIP, type LookupFunction } from 'node:net';
import { OutboundError } from '@posthorn/contracts';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.js';
import { effectivePort } from './configured-url.js';
import { bareHost } from './host-fault.js';
import { resolveVetted, type Resolver } from './resolve-vetted.js';

export interface PinnedConnectorOptions {
  readonly guard: AddressGuard;
  readonly resolve: Resolver;
  readonly connectTimeoutMs: number;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string | undefined;
}

/**
 * Connects one origin only to addresses that were vetted for that very connection: the lookup hands the socket what it vetted, so no
 * second answer of a name server can slip in between. Server name and Host stay the name.
 */
export function createPinnedConnector(
  origin: URL,
  { guard, resolve, connectTimeoutMs, ca }: PinnedConnectorOptions,
): buildConnector.connector {
  const port = effectivePort(origin);
  const lookup: LookupFunction = (hostname, { all }, callback) => {
    resolveVetted(hostname, port, guard, resolve).then(
      (addresses) => {
        if (all) callback(null, [...addresses]);
        else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
  const connect = buildConnector({
    // HTTP/1.1 only: header case, order and duplicates go out as they are given.
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup,
    ...(ca === undefined ? {} : { ca }),
  });
  const host = bareHost(origin.hostname);
  if (isIP(host) === 0) return connect;
  // Node looks no literal address up, so it is vetted here.
  return (options, callback) => {
    if (!guard.isRefused(host) || guard.isNamed(host, port)) return connect(options, callback);
    callback(new OutboundError('address-not-allowed', `${host} is an address that outbound requests may not reach`), null);
  };
}
