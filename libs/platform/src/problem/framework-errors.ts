import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerHeaders } from '../http/answer-headers.js';
import { PROBLEM_CONTENT_TYPE, problemDocument } from './problem-document.js';
import { toProblem } from './to-problem.js';

/**
 * For Fastify's option `frameworkErrors`: what its router refuses before any handler or filter is known, such as a broken escape in
 * the path. `new FastifyAdapter({ frameworkErrors: sendFrameworkError })`.
 */
export function sendFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  // Hooks have not run for a path that the router cannot read.
  const headers = { ...answerHeaders(request), ...problem.headers };
  void reply.status(problem.status).headers(headers).type(PROBLEM_CONTENT_TYPE).send(problemDocument(problem, request.url));
}
