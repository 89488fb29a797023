import type { OutboundTls } from '@posthorn/contracts';
import { Client, type Dispatcher, Pool } from 'undici';
import { createPinnedConnector, type PinnedConnectorOptions } from './pinned-connector.js';
import type { ProxyRules } from './proxy-rules.js';
import { createProxyTunnel } from './proxy-tunnel.js';
import type { ResponseCollector } from './response-collector.js';
import { tlsIdentity, tlsKey } from './tls-identity.js';

export interface OutboundConnectionsOptions {
  readonly connector: Omit<PinnedConnectorOptions, 'tls' | 'tunnel'>;
  readonly proxies: ProxyRules | undefined;
  /** Trusted where a request names none, PEM. */
  readonly ca: string | undefined;
  readonly maxConnectionsPerPool: number;
  /** A request that would need one more has a connection of its own, closed after it. */
  readonly maxPools: number;
  readonly maxConnectionAgeMs: number;
}

/** What decides which connections a request may use. */
export interface ConnectionUse {
  readonly tls?: OutboundTls | undefined;
  readonly pool?: string | undefined;
}

/** With many requests waiting undici asks for no connection's age; then this is the limit. */
const MAX_REQUESTS_PER_CONNECTION = 1_000;
const MAX_RESPONSE_HEADER_BYTES = 16_384;
/** Unused for so long it is closed; a receiver's `Keep-Alive` may ask for more, up to {@link MAX_IDLE_MS}. */
const IDLE_MS = 4_000;
const MAX_IDLE_MS = 60_000;

/**
 * Kept connections, in pools by origin, by what TLS trusts and shows there, and by who asked. A pool lives as long as a connection of it,
 * and a connection for a bounded time: then the name is looked up and vetted again, so that a change of DNS or of certificates holds.
 */
export class OutboundConnections {
  private readonly pools = new Map<string, Pool>();

  constructor(private readonly options: OutboundConnectionsOptions) {}

  /** Failures reach the collector; throws `OutboundError` (`invalid-request`) for TLS material that cannot be used. */
  dispatch(request: Dispatcher.DispatchOptions & { origin: string }, use: ConnectionUse, collector: ResponseCollector): void {
    const key = JSON.stringify([request.origin, use.pool ?? '', tlsKey(use.tls)]);
    const kept = this.pools.get(key) ?? this.keep(key, request.origin, use);
    if (kept) kept.dispatch(request, collector);
    else this.dispatchAlone(request, use, collector);
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  private keep(key: string, origin: string, use: ConnectionUse): Pool | null {
    if (this.pools.size >= this.options.maxPools) this.letIdleGo();
    if (this.pools.size >= this.options.maxPools) return null;
    const { maxConnectionsPerPool: connections, maxConnectionAgeMs: clientTtl } = this.options;
    const pool = new Pool(origin, { ...this.clientOptions(origin, use), connections, clientTtl });
    const letGo = () => this.letGo(key, pool);
    pool.on('disconnect', letGo).on('connectionError', letGo);
    this.pools.set(key, pool);
    return pool;
  }

  /** A pool whose every request was refused before it connected hears of no end. */
  private letIdleGo(): void {
    for (const [key, pool] of this.pools) this.letGo(key, pool);
  }

  private letGo(key: string, pool: Pool): void {
    const { connected, pending, running, queued } = pool.stats;
    if (connected + pending + running + queued > 0 || this.pools.get(key) !== pool) return;
    this.pools.delete(key);
    void pool.close();
  }

  private dispatchAlone(request: Dispatcher.DispatchOptions & { origin: string }, use: ConnectionUse, collector: ResponseCollector): void {
    const client = new Client(request.origin, { ...this.clientOptions(request.origin, use), pipelining: 0 });
    client.dispatch(request, collector);
    void client.close();
  }

  private clientOptions(origin: string, { tls }: ConnectionUse) {
    const { ca, connector, proxies } = this.options;
    const url = new URL(origin);
    const common = ca === undefined ? undefined : { ca };
    const trust = tls ?? common;
    const proxy = proxies?.proxyFor(url);
    const pinned: PinnedConnectorOptions = {
      ...connector,
      ...(trust ? { tls: tlsIdentity(trust) } : {}),
      ...(proxy ? { tunnel: createProxyTunnel(proxy, { ...connector, tls: common && tlsIdentity(common) }) } : {}),
    };
    return {
      allowH2: false,
      maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
      maxRequestsPerClient: MAX_REQUESTS_PER_CONNECTION,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: MAX_IDLE_MS,
      connect: createPinnedConnector(url, pinned),
    };
  }
}
