import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type GuardedFetch, MAX_RESPONSE_BODY_BYTES, OutboundError, type OutboundRequest } from '@posthorn/contracts';

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
    const fail = (code: 'timeout' | 'network' | 'aborted', cause?: Error) => reject(new OutboundError(code, code, { cause }));
    if (wanted.signal?.aborted) return fail('aborted');
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      { method: wanted.method ?? 'GET', headers, agent: false, timeout: wanted.timeoutMs ?? 15_000, ...tlsOptions(wanted) },
      (answer) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        const end = () => {
          const all = Buffer.concat(chunks);
          const pairs = answer.rawHeaders.flatMap((name, i, raw) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : []));
          resolve({ status: answer.statusCode ?? 0, headers: pairs, body: all.subarray(0, maxBytes), truncated: all.length > maxBytes });
        };
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          if (bytes <= maxBytes) return;
          end();
          request.destroy();
        });
        answer.on('error', (error) => fail('network', error));
        answer.on('end', end);
      },
    );
    request.on('timeout', () => {
      fail('timeout');
      request.destroy();
    });
    request.on('error', (error) => fail('network', error));
    const abort = () => {
      fail('aborted');
      request.destroy();
    };
    wanted.signal?.addEventListener('abort', abort, { once: true });
    request.on('close', () => wanted.signal?.removeEventListener('abort', abort));
    request.end(body);
  });

function tlsOptions({ tls }: OutboundRequest): Omit<NonNullable<OutboundRequest['tls']>, 'serverName'> & { readonly servername?: string } {
  const { serverName, ...material } = tls ?? {};
  return { ...material, ...(serverName === undefined ? {} : { servername: serverName }) };
}
