import type { Socket } from 'node:net';
import { OutboundError } from '@posthorn/contracts';
import { buildConnector, Client } from 'undici';
import { bareHost } from './host-fault.js';
import { errorCode, isTimeoutCode } from './outbound-failure.js';
import type { Proxy } from './proxy-rules.js';
import { pinnedLookup, type ResolvedAddress, type Resolver } from './resolve-vetted.js';
import type { TlsIdentity } from './tls-identity.js';

export interface ProxyTunnelOptions {
  /** For the proxy's own name. The environment names the proxy, so it may be anywhere. */
  readonly resolve: Resolver;
  readonly connectTimeoutMs: number;
  /** For an `https://` proxy; the system's authorities by default. */
  readonly tls?: TlsIdentity | undefined;
}

/** Opens a connection to one of the addresses through the proxy. */
export type ProxyTunnel = (addresses: readonly ResolvedAddress[], port: number) => Promise<Socket>;

/** A proxy without a way to IPv6 answers quickly; behind four dead addresses nobody waits for a fifth. */
const MAX_TRIES = 4;
const MAX_REPLY_HEADER_BYTES = 16_384;
const AUTHENTICATION_REQUIRED = 407;

/**
 * Tunnels with CONNECT, for `http://` too: a proxy that is asked for a URL resolves the name by itself, and may come to another address than
 * the one that was vetted. CONNECT names the vetted address, so there is nothing left to resolve.
 */
export function createProxyTunnel(proxy: Proxy, { resolve, connectTimeoutMs, tls }: ProxyTunnelOptions): ProxyTunnel {
  const connect = buildConnector({
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup: pinnedLookup(async (hostname) => resolve(hostname)),
    ...(tls ? { secureContext: tls.secureContext } : {}),
  });
  return async (addresses, port) => {
    const signal = AbortSignal.timeout(connectTimeoutMs);
    let failure: unknown;
    for (const address of addresses.slice(0, MAX_TRIES)) {
      const opened = await open(proxy, connect, authorityOf(address, port), signal).catch((error: unknown) => {
        failure = error;
        return null;
      });
      if (typeof opened === 'object' && opened !== null) return opened;
      if (opened !== null) failure = refusedBy(opened);
      if (opened === AUTHENTICATION_REQUIRED || signal.aborted) break;
    }
    throw failure instanceof OutboundError ? failure : unreachable(failure, signal);
  };
}

/** The socket, or the status of a proxy that refuses. */
async function open(proxy: Proxy, connect: buildConnector.connector, authority: string, signal: AbortSignal): Promise<Socket | number> {
  // One for each tunnel: it gives its connection away, and nobody waits for another's CONNECT.
  const client = new Client(proxy.url.origin, { connect, allowH2: false, maxHeaderSize: MAX_REPLY_HEADER_BYTES });
  try {
    const { statusCode, socket } = await client.connect({
      path: authority,
      headers: { host: authority, ...(proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization }) },
      // Else the name in `host` would be asked for in the proxy's certificate.
      ...{ servername: bareHost(proxy.url.hostname) },
      signal,
    });
    if (statusCode >= 200 && statusCode < 300) return socket as Socket;
    socket.on('error', () => undefined).destroy();
    return statusCode;
  } finally {
    void client.destroy();
  }
}

const authorityOf = ({ address, family }: ResolvedAddress, port: number) => `${family === 6 ? `[${address}]` : address}:${port}`;

const refusedBy = (status: number) => new OutboundError('network', `The proxy answered ${status} when asked for the connection`);

function unreachable(cause: unknown, signal: AbortSignal): OutboundError {
  const code = errorCode(cause);
  if (signal.aborted || isTimeoutCode(code)) return new OutboundError('timeout', 'No connection in time through the proxy', { cause });
  return new OutboundError('network', `No connection through the proxy${code === '' ? '' : ` (${code})`}`, { cause });
}
