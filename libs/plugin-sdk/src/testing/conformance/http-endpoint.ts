import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { FixtureAnswer, ReceivedMessage } from './plugin-fixtures.js';

/** What the suite's server does with a message. `echo`: answers with all that it got. `silent`: never. `half`: stops within its answer. */
export type Behaviour = FixtureAnswer | 'echo' | 'silent' | 'half' | 'reset' | 'garbage';

export interface Endpoint {
  readonly url: string;
  readonly received: ReceivedMessage[];
  behave(behaviour: Behaviour): void;
  /** Connections that are open. */
  open(): number;
  close(): Promise<void>;
}

/** A server of the suite on 127.0.0.1. */
export async function openHttpEndpoint(good: FixtureAnswer): Promise<Endpoint> {
  const received: ReceivedMessage[] = [];
  const sockets = new Set<Socket>();
  let behaviour: Behaviour = good;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const message = messageOf(request, Buffer.concat(chunks));
      received.push(message);
      answer(behaviour, message, response, good);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    behave: (next) => (behaviour = next),
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function messageOf({ url = '', rawHeaders }: IncomingMessage, body: Buffer): ReceivedMessage {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers[(rawHeaders[i] ?? '').toLowerCase()] = rawHeaders[i + 1] ?? '';
  return { url, headers, body };
}

function answer(behaviour: Behaviour, { url, headers, body }: ReceivedMessage, response: ServerResponse, good: FixtureAnswer): void {
  switch (behaviour) {
    case 'silent':
      return;
    case 'half':
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'garbage':
      response.socket?.end('\0\x01 this is not HTTP\r\n\r\n');
      return;
    case 'echo':
      response.writeHead(400, { 'x-echo': encodeURIComponent(JSON.stringify(headers)) });
      response.end(`${url}\n${JSON.stringify(headers)}\n${body.subarray(0, 10_000).toString()}`);
      return;
    default:
      response.writeHead(behaviour.status ?? good.status ?? 200, { ...behaviour.headers });
      response.end(behaviour.body ?? 'ok');
  }
}
