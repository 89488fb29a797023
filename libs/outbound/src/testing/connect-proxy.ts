import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';

export interface ConnectProxy {
  readonly port: number;
  /** The request of each CONNECT, and of anything else that was asked. */
  readonly asked: { readonly method: string; readonly target: string; readonly headers: IncomingMessage['headers'] }[];
  close(): void;
}

/** A proxy on loopback that connects to whatever CONNECT names; `refuse` answers with its status instead, or with nothing for 0. */
export async function startConnectProxy(refuse: (target: string) => number | null = () => null, tls?: TlsOptions): Promise<ConnectProxy> {
  const asked: ConnectProxy['asked'] = [];
  const sockets = new Set<Socket>();
  const note = ({ method = '', url = '', headers }: IncomingMessage) => asked.push({ method, target: url, headers });
  const server: Server = tls ? createTlsServer(tls) : createServer();
  server.on('request', (request, response) => {
    note(request);
    response.writeHead(500).end();
  });
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('connect', (request, socket: Socket, head) => {
    note(request);
    socket.on('error', () => undefined);
    const status = refuse(request.url ?? '');
    if (status !== null) {
      if (status > 0) socket.end(`HTTP/1.1 ${status} No\r\nproxy-authenticate: Basic\r\ncontent-length: 2\r\n\r\nno`);
      return;
    }
    const [, host = '', port] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url ?? '') ?? [];
    const onward = connect({ host, port: Number(port) }, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(onward);
    onward.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
