import type { Socket } from 'node:net';
import { answerHeaders } from '../http/answer-headers.js';
import { newRequestId } from '../http/request-id.js';
import { PROBLEM_CONTENT_TYPE, problemDocument } from './problem-document.js';
import { ProblemError } from './problem.error.js';

const MALFORMED = { status: 400, reason: 'Bad Request' };
/** What Node's parser says that is more than "no HTTP". */
const STATUS: Readonly<Record<string, { readonly status: number; readonly reason: string; readonly detail: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    reason: 'Request Header Fields Too Large',
    detail: 'The path, the query and the headers together are too long.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, reason: 'Request Timeout', detail: 'The request took too long to arrive.' },
};

/**
 * For a server's event `clientError`, and Fastify's option `clientErrorHandler`: what is refused before there is a request, as a problem
 * like any other. The status tells more than the code `malformed`, where there is a better one.
 */
export function sendClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const known = STATUS[error.code ?? ''];
    const { status, reason } = known ?? MALFORMED;
    const problem = problemDocument(new ProblemError('malformed', known && { detail: known.detail }), '');
    const body = JSON.stringify({ ...problem, status });
    const headers = {
      ...answerHeaders({ id: newRequestId(), url: '', protocol: 'http' }),
      ...{
        'cache-control': 'no-store',
        'content-type': PROBLEM_CONTENT_TYPE,
        'content-length': Buffer.byteLength(body),
        connection: 'close',
      },
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.write([`HTTP/1.1 ${status} ${reason}`, ...lines, '', body].join('\r\n'));
  }
  socket.destroy(error);
}
