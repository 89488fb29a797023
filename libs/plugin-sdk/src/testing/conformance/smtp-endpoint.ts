import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Behaviour, Endpoint } from './http-endpoint.js';
import type { ReceivedMessage } from './plugin-fixtures.js';

/** The suite's mail server: as much of SMTP as a plain mail needs. A status of 400 to 599 is its reply to the mail itself. */
export async function openSmtpEndpoint(): Promise<Endpoint> {
  const received: ReceivedMessage[] = [];
  const sockets = new Set<Socket>();
  let behaviour: Behaviour = {};
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, () => behaviour, received);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
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

function serve(socket: Socket, behaviour: () => Behaviour, received: ReceivedMessage[]): void {
  const now = behaviour();
  if (now === 'silent') return;
  if (now === 'reset') return void socket.resetAndDestroy();
  const say = (line: string) => socket.write(`${line}\r\n`);
  let text = '';
  let inData = false;
  let seen = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (inData && text.includes('\r\n.\r\n')) {
      const [mail = '', ...rest] = text.split('\r\n.\r\n');
      text = rest.join('\r\n.\r\n');
      inData = false;
      received.push(messageOf(mail));
      if (behaviour() !== 'half') say(replyTo(behaviour(), seen + mail));
    }
    while (!inData && text.includes('\r\n')) {
      const at = text.indexOf('\r\n');
      const line = text.slice(0, at);
      text = text.slice(at + 2);
      seen += `${line} `;
      inData = /^DATA/i.test(line);
      say(inData ? '354 go on' : /^AUTH/i.test(line) ? '235 welcome' : /^QUIT/i.test(line) ? '221 bye' : '250 ok');
      if (/^QUIT/i.test(line)) socket.end();
    }
  });
  say(now === 'garbage' ? '\0\x01 this is not SMTP' : '220 ready');
  if (now === 'garbage') socket.end();
}

function replyTo(behaviour: Behaviour, seen: string): string {
  if (behaviour === 'echo') return `550 you said ${seen.replaceAll(/[\r\n]+/g, ' ').slice(0, 5_000)}`;
  const status = typeof behaviour === 'object' ? (behaviour.status ?? 250) : 250;
  return `${status} ${status < 400 ? 'ok' : 'no'}`;
}

function messageOf(mail: string): ReceivedMessage {
  const [head = '', ...body] = mail.split('\r\n\r\n');
  const fields = head
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  return { url: '', headers: Object.fromEntries(fields) as Record<string, string>, body: Buffer.from(body.join('\r\n\r\n'), 'latin1') };
}
