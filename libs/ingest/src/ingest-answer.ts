import type { ServerResponse } from 'node:http';
import { HEADER, toTypeId, type SourceConfig } from '@posthorn/contracts';
import type { Accepted } from '@posthorn/store';
import type { HandshakeReply } from '@posthorn/verification';
import { allowedMethods } from './source-gate.js';

const RETRY_AFTER_SECONDS = '5';
/** How long a sender may go on talking after it was told that its body is too large, before the line is cut. */
const LINGER_MS = 2_000;

/** Every answer of `/in`, in one place (api.md section 2). */
export const ingestAnswer = {
  accepted(response: ServerResponse, source: Pick<SourceConfig, 'response'>, accepted: Accepted): void {
    const { status, contentType, body } = source.response;
    response.statusCode = status;
    response.setHeader('content-type', contentType);
    response.setHeader(HEADER.eventId, toTypeId('evt', accepted.eventId));
    if (accepted.duplicate) response.setHeader(HEADER.duplicate, 'true');
    response.end(body);
  },

  /** A refused request gets no explanation: whoever forges it must not learn how to do better. The operator reads it. */
  refused(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.statusCode = status;
    response.end();
  },

  /** Refused, and the rest of the body is not read. */
  cutShort(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
    ingestAnswer.refused(response, status, { ...headers, connection: 'close' });
    // Closing at once would reset the connection, and the sender would never read the answer.
    const { socket } = response;
    response.req.resume();
    setTimeout(() => socket?.destroy(), LINGER_MS).unref();
  },

  unavailable(response: ServerResponse): void {
    response.setHeader('retry-after', RETRY_AFTER_SECONDS);
    response.statusCode = 503;
    response.end();
  },

  unknown(response: ServerResponse): void {
    response.statusCode = 404;
    response.end();
  },

  /** What a provider wants to hear, and nothing else: no id, no cookie. */
  handshake(response: ServerResponse, { status, headers, body }: HandshakeReply): void {
    response.statusCode = status;
    for (const [name, value] of headers) response.setHeader(name, value);
    response.end(body === '' ? undefined : body);
  },

  /** For people and monitors that open the URL; providers with a handshake of their own come before this. */
  page(response: ServerResponse, method: string, { methods, contentTypes, requiredHeaders }: SourceConfig, maxBodyBytes: number): void {
    response.setHeader('cache-control', 'no-store');
    if (method === 'OPTIONS') {
      response.setHeader('allow', allowedMethods(methods));
      response.statusCode = 204;
      response.end();
      return;
    }
    // Whoever knows the URL may read it: how to send, but not who sends here nor how that is verified.
    const lines = [
      'This URL receives webhooks for a Posthorn relay, and it works.',
      '',
      'Give it to the service that sends the webhooks. Opening it in a browser makes no event.',
      '',
      `  method        ${methods.join(', ')}`,
      `  content type  ${contentTypes?.join(', ') ?? 'any'}`,
      ...(requiredHeaders.length > 0 ? [`  headers       ${requiredHeaders.join(', ')}`] : []),
      `  body          at most ${maxBodyBytes.toLocaleString('en')} bytes`,
      '',
      'A request that is stored is answered with a 2xx status and a Posthorn-Event-Id header. One that is refused',
      'is answered with a 4xx status and no reason; the operator of this relay can look the reason up.',
      '',
    ];
    const text = Buffer.from(lines.join('\n'));
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-length', text.length);
    response.end(method === 'HEAD' ? undefined : text);
  },
};
