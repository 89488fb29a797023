import {
  DEFAULT_TIMEOUT_MS,
  type GuardedFetch,
  MAX_RESPONSE_BODY_BYTES,
  MAX_TIMEOUT_MS,
  OutboundError,
  type OutboundRequest,
  type OutboundResponse,
} from '@posthorn/contracts';
import { Agent, Client, type Dispatcher, Pool } from 'undici';
import type { AddressGuard } from './address-guard.js';
import { Deadlines } from './deadlines.js';
import { errorCode, toOutboundError } from './outbound-failure.js';
import { createPinnedConnector } from './pinned-connector.js';
import { type Resolver, sharedResolver, systemResolver } from './resolve-vetted.js';
import { ResponseCollector, type ResponseSink } from './response-collector.js';

export interface GuardedFetchOptions {
  readonly guard: AddressGuard;
  /** For tests; the system's by default. */
  readonly resolve?: Resolver;
  readonly connectTimeoutMs?: number;
  readonly maxConnectionsPerOrigin?: number;
  /** Origins whose connections are kept open; a request to one more opens a connection of its own and closes it. */
  readonly maxOrigins?: number;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
}

/** The guarded fetch with the connections that it keeps. */
export type ClosableGuardedFetch = GuardedFetch & { close(): Promise<void> };

const MAX_ORIGINS_CODE = 'UND_ERR_MAX_ORIGINS_REACHED';
const MAX_RESPONSE_HEADER_BYTES = 16_384;
/** Described by the connection and not by the message (RFC 9110 section 7.6.1), or fixed by the address that was vetted. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The only way out over HTTP. Redirects are not followed, answers not decompressed, connections kept and shared by origin. One deadline
 * covers lookup, connecting, waiting for a free connection, sending and receiving.
 */
export function createGuardedFetch(options: GuardedFetchOptions): ClosableGuardedFetch {
  const connections = new Connections(options);
  const deadlines = new Deadlines();
  const guardedFetch = (request: OutboundRequest) => send(request, connections, deadlines);
  return Object.assign(guardedFetch, { close: () => connections.close() });
}

function send(request: OutboundRequest, connections: Connections, deadlines: Deadlines): Promise<OutboundResponse> {
  return new Promise((resolve, reject) => {
    const { signal } = request;
    const url = parseUrl(request.url);
    if (signal?.aborted) throw new OutboundError('aborted', 'The request was given up before it began');
    const timeoutMs = Math.min(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS);
    const settle = () => {
      deadline.clear();
      signal?.removeEventListener('abort', onAbort);
    };
    const options = dispatchOptions(url, request);
    const sink: ResponseSink = {
      onResponse: (response) => {
        settle();
        resolve(response);
      },
      onFailure: (cause) => {
        if (errorCode(cause) === MAX_ORIGINS_CODE) {
          collector = collect();
          return connections.dispatchAlone(options, collector);
        }
        settle();
        reject(toOutboundError(cause, url.host));
      },
    };
    const collect = () => new ResponseCollector(request.maxResponseBytes ?? MAX_RESPONSE_BODY_BYTES, sink);
    let collector = collect();
    const giveUp = (error: OutboundError) => {
      settle();
      collector.stop(error);
      reject(error);
    };
    const onAbort = () => giveUp(new OutboundError('aborted', 'The request was given up'));
    const deadline = deadlines.after(timeoutMs, () =>
      giveUp(new OutboundError('timeout', `No complete answer from ${url.host} within ${timeoutMs} ms`)),
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    connections.dispatch(options, collector);
  });
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new OutboundError('invalid-url', 'The URL is not an http:// or https:// URL');
  if (url.username !== '' || url.password !== '') throw new OutboundError('invalid-url', 'The URL carries a user or password');
  return url;
}

function dispatchOptions(url: URL, request: OutboundRequest): Agent.DispatchOptions {
  const headers: string[] = [];
  for (const [name, value] of request.headers ?? []) {
    if (!CONNECTION_HEADERS.has(name.toLowerCase())) headers.push(name, value);
  }
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method ?? 'GET',
    headers,
    body: request.body ?? null,
    // The one deadline stands in for them.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

/** Pools by origin, bounded. */
class Connections {
  private readonly agent: Agent;
  private readonly clientOptions;

  constructor({
    guard,
    resolve = systemResolver,
    connectTimeoutMs = 10_000,
    maxConnectionsPerOrigin = 128,
    maxOrigins = 1_024,
    ca,
  }: GuardedFetchOptions) {
    const connector = { guard, resolve: sharedResolver(resolve), connectTimeoutMs, ca };
    this.clientOptions = (origin: URL) => ({
      allowH2: false,
      maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
      // An address that was vetted long ago is looked up again some day even if its connection is never idle.
      maxRequestsPerClient: 10_000,
      keepAliveMaxTimeout: 60_000,
      connect: createPinnedConnector(origin, connector),
    });
    const factory = (origin: string | URL): Dispatcher =>
      new Pool(origin, { ...this.clientOptions(new URL(origin)), connections: maxConnectionsPerOrigin });
    this.agent = new Agent({ allowH2: false, factory, maxOrigins });
  }

  /** Never throws: the collector hears of every failure. */
  dispatch(options: Agent.DispatchOptions, collector: ResponseCollector): void {
    this.agent.dispatch(options, collector);
  }

  /** For an origin more than are kept: a connection of its own, closed after the one request. */
  dispatchAlone(options: Agent.DispatchOptions, collector: ResponseCollector): void {
    const origin = String(options.origin);
    const client = new Client(origin, { ...this.clientOptions(new URL(origin)), pipelining: 0 });
    client.dispatch(options, collector);
    void client.close();
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}
