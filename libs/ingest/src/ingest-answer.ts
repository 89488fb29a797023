import type { ServerResponse } from 'node:http';
import { HEADER, toTypeId, type SourceConfig } from '@posthorn/contracts';
import type { Accepted } from '@posthorn/store';
import type { HandshakeReply } from '@posthorn/verification';

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

  tooLarge(response: ServerResponse): void {
    response.setHeader('connection', 'close');
    response.statusCode = 413;
    response.end();
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
  page(response: ServerResponse, method: string, methods: readonly string[]): void {
    if (method === 'OPTIONS') {
      response.setHeader('allow', [...methods, 'GET', 'HEAD', 'OPTIONS'].join(', '));
      response.statusCode = 204;
      response.end();
      return;
    }
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.end(
      method === 'HEAD' ? undefined : `This URL receives webhooks (${methods.join(', ')}). There is nothing else to see here.\n`,
    );
  },
};
