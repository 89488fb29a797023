import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: string[];
  readonly headers: Record<string, string>;
  readonly body: Buffer;
  /** Of the client's certificate. */
  readonly subject: string | null;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
}

type Answer = (response: ServerResponse, request: Received) => void;

const closers: (() => unknown)[] = [];

/** A real server on loopback, closed by {@link closeReceivers}. `tls`: it speaks HTTPS. */
export async function receiver(answer: Answer = (response) => response.end('thanks'), tls?: ServerOptions): Promise<Receiver> {
  const received: Received[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders, socket } = request;
      const subject = socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject?.CN ?? '') : null;
      const one = { method, url, rawHeaders, headers: request.headers as Record<string, string>, body: Buffer.concat(chunks), subject };
      received.push(one);
      answer(response, one);
    });
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

export async function closeReceivers(): Promise<void> {
  for (const close of closers.splice(0)) await close();
}
