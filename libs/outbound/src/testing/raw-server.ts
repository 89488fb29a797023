import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export interface RawServer {
  readonly port: number;
  readonly sockets: Socket[];
  /** Everything received, a character a byte. */
  received(): string;
  close(): void;
}

export interface RawServerOptions {
  /** How much must have come after a header block before there is an answer. */
  readonly bodyBytes?: number;
  readonly tls?: TlsOptions;
}

/** A server on loopback that shows the very bytes: `answer` runs when a connection has sent a complete header block. */
export async function startRawServer(answer: (socket: Socket) => void, { bodyBytes = 0, tls }: RawServerOptions = {}): Promise<RawServer> {
  const sockets: Socket[] = [];
  let all = '';
  const onConnection = (socket: Socket): void => {
    sockets.push(socket);
    let received = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      all += chunk.toString('latin1');
      const headEnd = received.indexOf('\r\n\r\n');
      if (headEnd < 0 || received.length < headEnd + 4 + bodyBytes) return;
      received = '';
      answer(socket);
    });
  };
  const server: Server = tls ? createTlsServer(tls, onConnection).on('tlsClientError', () => undefined) : createServer(onConnection);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    received: () => all,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
