import {
  DEFAULT_TIMEOUT_MS,
  type GuardedFetch,
  MAX_RESPONSE_BODY_BYTES,
  MAX_TIMEOUT_MS,
  OutboundError,
  type OutboundRequest,
  type OutboundResponse,
} from '@posthorn/contracts';
import type { Dispatcher } from 'undici';
import type { AddressGuard } from './address-guard.js';
import { decodeBody, isEncoded } from './decode-body.js';
import { Deadlines } from './deadlines.js';
import { OutboundConnections } from './outbound-connections.js';
import { toOutboundError } from './outbound-failure.js';
import type { ProxyRules } from './proxy-rules.js';
import { type Resolver, sharedResolver, systemResolver } from './resolve-vetted.js';
import { ResponseCollector, type ResponseSink } from './response-collector.js';

export interface GuardedFetchOptions {
  readonly guard: AddressGuard;
  /** For tests; the system's by default. */
  readonly resolve?: Resolver;
  readonly connectTimeoutMs?: number;
  /** Of each pool: of an origin, for one `pool` and one `tls` of requests. */
  readonly maxConnectionsPerPool?: number;
  /** Pools of kept connections; a request that needs one more opens a connection of its own and closes it. */
  readonly maxPools?: number;
  /** Then a kept connection is made anew, to an address that is looked up and vetted anew. */
  readonly maxConnectionAgeMs?: number;
  /** Which URLs are reached through a proxy; without, none. */
  readonly proxies?: ProxyRules;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
}

/** The guarded fetch with the connections that it keeps. */
export type ClosableGuardedFetch = GuardedFetch & { close(): Promise<void> };

/** Whatever is asked for: an answer is held in memory. */
const MAX_ANSWER_BYTES = 16_777_216;

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
 * The only way out over HTTP. Redirects are not followed, answers are decoded up to the limit of bytes, connections kept for a while. One
 * deadline covers lookup, connecting, waiting for a free connection, sending, receiving and decoding.
 */
export function createGuardedFetch(options: GuardedFetchOptions): ClosableGuardedFetch {
  const { guard, resolve = systemResolver, connectTimeoutMs = 10_000, ca } = options;
  const connections = new OutboundConnections({
    connector: { guard, resolve: sharedResolver(resolve), connectTimeoutMs },
    proxies: options.proxies,
    ca,
    maxConnectionsPerPool: options.maxConnectionsPerPool ?? 128,
    maxPools: options.maxPools ?? 1_024,
    maxConnectionAgeMs: options.maxConnectionAgeMs ?? 60_000,
  });
  const deadlines = new Deadlines();
  const guardedFetch = (request: OutboundRequest) => send(request, connections, deadlines);
  return Object.assign(guardedFetch, { close: () => connections.close() });
}

function send(request: OutboundRequest, connections: OutboundConnections, deadlines: Deadlines): Promise<OutboundResponse> {
  return new Promise((resolve, reject) => {
    const { signal } = request;
    const url = parseUrl(request.url);
    if (signal?.aborted) throw new OutboundError('aborted', 'The request was given up before it began');
    const timeoutMs = Math.min(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS);
    const settle = () => {
      deadline.clear();
      signal?.removeEventListener('abort', onAbort);
    };
    const maxBytes = Math.min(request.maxResponseBytes ?? MAX_RESPONSE_BODY_BYTES, MAX_ANSWER_BYTES);
    const answer = (response: OutboundResponse) => {
      settle();
      resolve(response);
    };
    const sink: ResponseSink = {
      onResponse: (response) => {
        if (isEncoded(response)) void decodeBody(response, maxBytes).then(answer);
        else answer(response);
      },
      onFailure: (cause) => {
        settle();
        reject(toOutboundError(cause, url.host));
      },
    };
    const collector = new ResponseCollector(maxBytes, sink);
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
    try {
      connections.dispatch(dispatchOptions(url, request), request, collector);
    } catch (error) {
      sink.onFailure(error);
    }
  });
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new OutboundError('invalid-url', 'The URL is not an http:// or https:// URL');
  if (url.username !== '' || url.password !== '') throw new OutboundError('invalid-url', 'The URL carries a user or password');
  return url;
}

function dispatchOptions(url: URL, request: OutboundRequest) {
  const headers: string[] = [];
  for (const [name, value] of request.headers ?? []) {
    if (!CONNECTION_HEADERS.has(name.toLowerCase())) headers.push(name, value);
  }
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    method: (request.method ?? 'GET') as Dispatcher.HttpMethod,
    headers,
    body: request.body ?? null,
    // The one deadline stands in for them.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}
