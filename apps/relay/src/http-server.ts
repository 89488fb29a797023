import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { isIngest, type IngestService } from '@posthorn/ingest';
import { newRequestId, sendClientError, sendFrameworkError, type Config } from '@posthorn/platform';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { closingResponse } from './closing-response.js';

/** A sender that takes longer than this for its headers, or its whole request, holds a connection for nothing (slowloris). */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Node looks for late requests this often; its default of 30 s would double the limits. */
const TIMEOUT_CHECK_MS = 2_000;
/** Room for URLs of 8 KiB beside ordinary headers. */
const MAX_HEADER_BYTES = 32_768;
/** The admin API's bodies; ingest has limits of its own. */
const ADMIN_BODY_BYTES = 1_048_576;

const NODE_OPTIONS = {
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  maxHeaderSize: MAX_HEADER_BYTES,
};

export interface ServerTimeouts {
  readonly headersTimeout?: number;
  readonly requestTimeout?: number;
  readonly connectionsCheckingInterval?: number;
  readonly maxConnections?: number;
}

/** Idle connections of senders are kept this long: most send again within a minute. */
const KEEP_ALIVE_MS = 72_000;
/** Open connections of senders; more are closed as they come. Each idle one costs some KiB and a file of the process's limit. */
const MAX_CONNECTIONS = 10_000;
/** While closing, connections that fall idle are looked for this often. */
const CLOSE_IDLE_MS = 100;
/** Of the ten seconds that a shutdown may take: who has not sent or read all by then is cut off. */
const CLOSE_ALL_MS = 8_000;

/** Answers `true` if it has taken the request. */
export type FrontDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

/** `door` sees each request before Fastify does (decision 6). */
export function fastifyOptions(config: Config, door: FrontDoor, timeouts: ServerTimeouts = {}): FastifyServerOptions {
  return {
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: ADMIN_BODY_BYTES,
    forceCloseConnections: 'idle',
    frameworkErrors: sendFrameworkError,
    clientErrorHandler: (error, socket) => sendClientError(error, socket),
    genReqId: newRequestId,
    serverFactory: (handler) => {
      const { maxConnections = MAX_CONNECTIONS, ...limits } = timeouts;
      const Response = closingResponse(() => !server.listening);
      const server = createServer({ ...NODE_OPTIONS, ...limits, ServerResponse: Response }, (request, response) => {
        if (!door(request, response)) handler(request, response);
      });
      server.keepAliveTimeout = KEEP_ALIVE_MS;
      server.maxConnections = maxConnections;
      return server;
    },
  };
}

/** Takes webhooks before Fastify sees them. The sender's address is worked out only where somebody asks for it. */
export function ingestDoor(ingest: IngestService, { trustProxy }: Config): FrontDoor {
  const trust = proxyAddr.compile([...trustProxy]);
  return (request, response) => {
    if (!isIngest(request.url)) return false;
    // A socket that has closed meanwhile has no address any more, whatever the types say.
    const remoteAddress = (): string => (proxyAddr(request, trust) as string | undefined) ?? '';
    void ingest.handle(request, response, remoteAddress);
    return true;
  };
}

/** Closes what is idle, and what falls idle, until `closing` settles: a server that closes waits for its last connection. */
export async function closeIdle<T>(server: Server, closing: Promise<T>): Promise<T> {
  const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
  const all = setTimeout(() => server.closeAllConnections(), CLOSE_ALL_MS);
  return closing.finally(() => {
    clearInterval(idle);
    clearTimeout(all);
  });
}

/** What may be asked at the sender's port, besides `/in`, when the admin API has one of its own. */
const PUBLIC_PREFIXES = ['/healthz', '/readyz'];

/** A port of its own for everything but `/in`, served by the same application; each port answers 404 for the other's paths. */
export class AdminPort {
  private readonly server: Server;
  private port = 0;

  constructor(fastify: FastifyInstance) {
    this.server = createServer(NODE_OPTIONS, (request, response) => fastify.routing(request, response));
    this.server.maxConnections = MAX_CONNECTIONS;
    this.server.on('clientError', (error, socket) => sendClientError(error, socket as Socket));
    fastify.addHook('onRequest', (request, reply, done) => {
      const isPublic = PUBLIC_PREFIXES.some((prefix) => request.url.startsWith(prefix));
      if (isPublic || request.socket.localPort === this.port) return done();
      reply.callNotFound();
    });
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => this.server.once('error', reject).listen(port, host, resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this.port;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    await closeIdle(this.server, new Promise<void>((resolve) => this.server.close(() => resolve())));
  }
}
