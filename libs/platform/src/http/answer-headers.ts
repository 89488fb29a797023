import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Half a year, what browsers' lists of such hosts ask for at least; without the subdomains, which are not ours to speak for. */
const HSTS = 'max-age=15768000';
/** Answers below are somebody's data, or secrets that are shown once. */
const API = '/api/';

/** What every answer carries, whatever becomes of the request. Nothing here permits another origin anything: CORS is off. */
export function answerHeaders(request: Pick<FastifyRequest, 'id' | 'url' | 'protocol'>): Readonly<Record<string, string>> {
  return {
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "frame-ancestors 'none'",
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...(request.url.startsWith(API) && { 'cache-control': 'no-store' }),
    // Over plain HTTP it would mean nothing (RFC 6797 section 7.2). Behind a proxy that is trusted, it is the proxy's word that counts.
    ...(request.protocol === 'https' && { 'strict-transport-security': HSTS }),
  };
}

/** Call before the first route is registered. */
export function setAnswerHeaders(server: Pick<FastifyInstance, 'addHook'>): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(answerHeaders(request));
    done();
  });
}
