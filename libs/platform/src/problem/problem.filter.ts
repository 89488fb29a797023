import { Catch, Inject, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../platform.tokens.js';
import { PROBLEM_CONTENT_TYPE, problemDocument } from './problem-document.js';
import { ProblemError } from './problem.error.js';
import { RouteMethods } from './route-methods.js';
import { toProblem } from './to-problem.js';

/** Every thrown thing becomes `application/problem+json`; what is our fault is logged under the request's id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(RouteMethods) private readonly routes: RouteMethods,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.#problemOf(thrown, request);
    this.#log(thrown, problem, request);
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy(); // Half an answer went out: cutting it short is the only honest end.
      return;
    }
    void reply.status(problem.status).headers(problem.headers).type(PROBLEM_CONTENT_TYPE).send(problemDocument(problem, request.url));
  }

  #problemOf(thrown: unknown, request: FastifyRequest): ProblemError {
    const problem = toProblem(thrown);
    if (problem.code !== 'not-found' || !isUnrouted(thrown)) return problem;
    const allowed = this.routes.allowedFor(request.url.split('?', 1)[0] ?? '');
    if (allowed.length === 0 || allowed.includes(request.method)) return problem;
    return new ProblemError('method-not-allowed', { headers: { allow: allowed.join(', ') } });
  }

  #log(thrown: unknown, problem: ProblemError, request: FastifyRequest): void {
    if (problem.status < 500) return;
    const fields = { err: thrown, requestId: request.id, method: request.method, route: request.routeOptions.url };
    if (problem.code === 'unavailable') this.logger.warn(fields, 'Request refused: unavailable');
    else this.logger.error(fields, 'Request failed');
  }
}

/** Nest's own 404 for a path without a handler, as opposed to one that a handler threw. */
function isUnrouted(thrown: unknown): boolean {
  return thrown instanceof NotFoundException && /^Cannot [A-Z]+ \//.test(thrown.message);
}
