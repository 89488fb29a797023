import { request as httpRequest } from 'node:http';
import { type GuardedFetch, MAX_RESPONSE_BODY_BYTES, OutboundError } from '@posthorn/contracts';

/**
 * Real HTTP for plugin tests, over plain `node:http` and without the relay's address guard, so that a test server on 127.0.0.1 can be
 * reached. Plugins may not import `libs/outbound`; that one is tested by itself. Never for anything but tests.
 */
export const loopbackFetch: GuardedFetch = (wanted) =>
  new Promise((resolve, reject) => {
    const url = new URL(wanted.url);
    const body = Buffer.from(wanted.body ?? '');
    const maxBytes = wanted.maxResponseBytes ?? MAX_RESPONSE_BODY_BYTES;
    const headers = ['host', url.host, 'content-length', String(body.length), ...(wanted.headers ?? []).flat()];
    const fail = (code: 'timeout' | 'network', cause?: Error) => reject(new OutboundError(code, code, { cause }));
    const request = httpRequest(
      url,
      { method: wanted.method ?? 'GET', headers, agent: false, timeout: wanted.timeoutMs ?? 15_000 },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', (error) => fail('network', error));
        answer.on('end', () => {
          const all = Buffer.concat(chunks);
          const pairs = answer.rawHeaders.flatMap((name, i, raw) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : []));
          resolve({ status: answer.statusCode ?? 0, headers: pairs, body: all.subarray(0, maxBytes), truncated: all.length > maxBytes });
        });
      },
    );
    request.on('timeout', () => {
      fail('timeout');
      request.destroy();
    });
    request.on('error', (error) => fail('network', error));
    wanted.signal?.addEventListener('abort', () => {
      reject(new OutboundError('aborted', 'aborted'));
      request.destroy();
    });
    request.end(body);
  });
