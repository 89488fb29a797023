import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendFrameworkError, type Config } from '@posthorn/platform';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';

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
}

export function fastifyOptions(config: Config, timeouts: ServerTimeouts = {}): FastifyServerOptions {
  return {
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: ADMIN_BODY_BYTES,
    requestTimeout: timeouts.requestTimeout ?? REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    frameworkErrors: sendFrameworkError,
    ...{ http: { ...NODE_OPTIONS, ...timeouts } },
  };
}

/** What may be asked at the sender's port when the admin API has one of its own. */
const PUBLIC_PREFIXES = ['/in/', '/healthz', '/readyz'];

/** A port of its own for everything but `/in`, served by the same application; each port answers 404 for the other's paths. */
export class AdminPort {
  private readonly server: Server;
  private port = 0;

  constructor(fastify: FastifyInstance) {
    this.server = createServer(NODE_OPTIONS, (request, response) => fastify.routing(request, response));
    fastify.addHook('onRequest', (request, reply, done) => {
      const isPublic = PUBLIC_PREFIXES.some((prefix) => request.url.startsWith(prefix));
      const onAdminPort = request.socket.localPort === this.port;
      if (onAdminPort ? !request.url.startsWith('/in/') : isPublic) return done();
      reply.callNotFound();
    });
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => this.server.once('error', reject).listen(port, host, resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this.port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    await closed;
  }
}
