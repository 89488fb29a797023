import { HttpException } from '@nestjs/common';
import type { ProblemCode } from '@posthorn/contracts';
import { errorCodeOf } from '../private-file/error-code.js';
import { isDatabaseAway, RETRY_AFTER_SECONDS } from './database-failure.js';
import { ProblemError } from './problem.error.js';

const CODE_BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'rate-limited',
  503: 'unavailable',
};

/** Answers that are incomplete without a header (RFC 9110 sections 11.6.1 and 10.2.3). */
const HEADERS: Partial<Record<ProblemCode, Readonly<Record<string, string>>>> = {
  unauthenticated: { 'www-authenticate': 'Bearer' },
  unavailable: { 'retry-after': String(RETRY_AFTER_SECONDS) },
};

/**
 * What the caller is told about anything thrown. Only a {@link ProblemError} chooses its own words: the message of a framework's
 * exception may quote the body, and that of a driver the query.
 */
export function toProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return withHeaders(thrown);
  const status = httpStatusOf(thrown);
  if (status !== null && (status < 500 || status === 503)) {
    return withHeaders(new ProblemError(CODE_BY_STATUS[status] ?? 'malformed', { cause: thrown }));
  }
  return withHeaders(new ProblemError(isDatabaseAway(thrown) ? 'unavailable' : 'internal', { cause: thrown }));
}

/** Of a Nest exception, or of an error that Fastify threw before Nest saw the request (`FST_ERR_…`). */
function httpStatusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  // Fastify's errors are not even native ones.
  if (typeof thrown !== 'object' || thrown === null || !('statusCode' in thrown)) return null;
  const fromFastify = errorCodeOf(thrown)?.startsWith('FST_ERR_') === true || ('name' in thrown && thrown.name === 'SyntaxError');
  const { statusCode } = thrown;
  return fromFastify && typeof statusCode === 'number' && statusCode >= 400 ? statusCode : null;
}

function withHeaders(problem: ProblemError): ProblemError {
  const headers = { ...HEADERS[problem.code], ...problem.headers };
  return new ProblemError(problem.code, {
    detail: problem.detail,
    headers,
    extensions: problem.extensions,
    cause: problem.cause,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  });
}
