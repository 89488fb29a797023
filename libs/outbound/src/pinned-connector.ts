import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.js';
import { effectivePort } from './configured-url.js';
import { bareHost } from './host-fault.js';
import type { ProxyTunnel } from './proxy-tunnel.js';
import { pinnedLookup, resolveVetted, type Resolver } from './resolve-vetted.js';
import type { TlsIdentity } from './tls-identity.js';

export interface PinnedConnectorOptions {
  readonly guard: AddressGuard;
  readonly resolve: Resolver;
  readonly connectTimeoutMs: number;
  readonly tls?: TlsIdentity;
  /** Through which proxy; directly without one. */
  readonly tunnel?: ProxyTunnel;
}

/**
 * Connects one origin only to addresses that were vetted for that very connection: the lookup hands the socket, or the proxy, what it
 * vetted, so no second answer of a name server can slip in between. Server name and Host stay the name.
 */
export function createPinnedConnector(
  origin: URL,
  { guard, resolve, connectTimeoutMs, tls, tunnel }: PinnedConnectorOptions,
): buildConnector.connector {
  const host = bareHost(origin.hostname);
  const port = effectivePort(origin);
  const vet = () => resolveVetted(host, port, guard, resolve);
  const connect = buildConnector({
    // HTTP/1.1 only: header case, order and duplicates go out as they are given.
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup: pinnedLookup(vet),
    ...(tls === undefined ? {} : { secureContext: tls.secureContext }),
    ...(tls?.serverName === undefined ? {} : { servername: tls.serverName }),
  });
  if (tunnel === undefined && isIP(host) === 0) return connect;
  return (options, callback) => {
    const fail = (error: Error) => callback(error, null);
    if (tunnel) {
      const opened = vet().then((addresses) => tunnel(addresses, port));
      const use = origin.protocol === 'https:' ? connectOver(connect, options, callback) : (socket: TunnelSocket) => callback(null, socket);
      opened.then(use, fail);
    } else {
      // Node looks no literal address up, so it is vetted here.
      vet().then(() => connect(options, callback), fail);
    }
  };
}

type TunnelSocket = Awaited<ReturnType<ProxyTunnel>>;

const connectOver =
  (connect: buildConnector.connector, options: buildConnector.Options, callback: buildConnector.Callback) => (httpSocket: TunnelSocket) =>
    connect({ ...options, httpSocket }, callback);
