import type { FastifyInstance } from 'fastify';
import type { IngestService } from './ingest.service.js';

/**
 * Hands `/in/*` over as it came: the request is taken from Fastify before it looks at the content type, because every type and
 * every body is welcome here, byte for byte (G3).
 */
export function registerIngest(server: FastifyInstance, ingest: IngestService): void {
  server.all('/in/*', {
    onRequest: (request, reply) => {
      reply.hijack();
      void ingest.handle(request.raw, reply.raw, request.ip);
    },
    handler: () => undefined,
  });
}
