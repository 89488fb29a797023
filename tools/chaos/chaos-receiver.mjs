// A destination that keeps what arrives and misbehaves on command. Only a complete 2xx counts as received.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/** How it can misbehave; each gets the response and what to do when it is answered. */
export const MODES = {
  hang: () => undefined,
  reset: (response) => response.socket?.resetAndDestroy(),
  garbage: (response) => response.socket?.end('\u0000\u0007 this is not HTTP\r\n\r\n'),
  half: (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-le');
    response.socket?.end();
  },
  storm: (response) => response.writeHead(429, { 'retry-after': '1' }).end('slow down'),
  broken: (response) => response.writeHead(500).end(),
};

export class ChaosReceiver {
  /** Every arrival: id, digest of the body, time, the mode it met, and when its 2xx was wholly sent. */
  arrivals = [];
  mode = 'well';
  #server;
  #hanging = new Set();

  static async start(name) {
    const receiver = new ChaosReceiver();
    receiver.name = name;
    receiver.#server = createServer((request, response) => receiver.#receive(request, response));
    receiver.#server.keepAliveTimeout = 60_000;
    await new Promise((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/`;
  }

  /** Answers well again; who is left hanging is cut off. */
  recover() {
    this.mode = 'well';
    for (const response of this.#hanging) response.socket?.destroy();
    this.#hanging.clear();
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #receive(request, response) {
    const hash = createHash('sha256');
    response.on('error', () => undefined);
    request.on('error', () => undefined);
    request.on('data', (chunk) => hash.update(chunk));
    request.on('end', () => {
      const arrival = {
        id: String(request.headers['webhook-id']),
        delivery: String(request.headers['posthorn-delivery-id']),
        sha256: hash.digest('hex'),
        atMs: Date.now(),
        mode: this.mode,
        answered: false,
      };
      this.arrivals.push(arrival);
      const misbehave = MODES[this.mode];
      if (!misbehave) return response.end('noted', () => (arrival.answered = true));
      if (this.mode === 'hang') this.#hanging.add(response);
      return misbehave(response);
    });
  }
}
