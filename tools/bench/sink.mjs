// The receivers: one process, a port for each destination, raw keep-alive sockets, so that it costs the machine as little as it can.
// Forked by the bench, which talks to it over IPC: { id, do, … } → { id, … }.
import net from 'node:net';
import { nowMs } from './clock.mjs';
import { MESSAGE_PREFIX_BYTES, runOf, sequenceOf } from './message.mjs';

const OK = Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok');
const END_OF_HEAD = Buffer.from('\r\n\r\n');
const MAX_SEQUENCE = 1_000_000;

/** Arrivals of one run at one port. */
class Arrivals {
  count = 0;
  duplicates = 0;
  firstMs = 0;
  lastMs = 0;
  #stamps = new Float64Array(4_096);

  add(sequence) {
    const now = nowMs();
    if (sequence >= MAX_SEQUENCE) return;
    if (sequence >= this.#stamps.length) {
      const larger = new Float64Array(Math.max(sequence + 1, this.#stamps.length * 2));
      larger.set(this.#stamps);
      this.#stamps = larger;
    }
    if (this.#stamps[sequence] !== 0) {
      this.duplicates++;
      return;
    }
    this.#stamps[sequence] = now;
    if (this.count === 0) this.firstMs = now;
    this.count++;
    this.lastMs = now;
  }

  stamps(upTo) {
    return Array.from(this.#stamps.subarray(0, upTo));
  }
}

class Receiver {
  mode = 'ok';
  runs = new Map();
  #sockets = new Set();
  #server = net.createServer({ noDelay: true }, (socket) => this.#serve(socket));

  listen(port = 0) {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', () => resolve(this.#server.address().port));
    });
  }

  /** Nobody there: connections are refused from now on. */
  async close() {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #serve(socket) {
    this.#sockets.add(socket);
    let waiting = null;
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (chunk) => {
      let bytes = waiting === null ? chunk : Buffer.concat([waiting, chunk]);
      for (;;) {
        const used = this.#request(bytes, socket);
        if (used === 0) break;
        bytes = bytes.subarray(used);
      }
      waiting = bytes.length > 0 ? bytes : null;
    });
  }

  /** Reads one request if it is whole; answers how many bytes it took. */
  #request(bytes, socket) {
    const end = bytes.indexOf(END_OF_HEAD);
    if (end === -1) return 0;
    const bodyAt = end + END_OF_HEAD.length;
    const whole = bodyAt + contentLength(bytes.latin1Slice(0, end));
    if (bytes.length < whole) return 0;
    if (whole - bodyAt >= MESSAGE_PREFIX_BYTES) this.arrivals(runOf(bytes, bodyAt)).add(sequenceOf(bytes, bodyAt));
    if (this.mode === 'ok') socket.write(OK);
    return whole;
  }

  arrivals(run) {
    let arrivals = this.runs.get(run);
    if (!arrivals) this.runs.set(run, (arrivals = new Arrivals()));
    return arrivals;
  }
}

function contentLength(head) {
  const at = head.search(/content-length: /i);
  return at === -1 ? 0 : Number.parseInt(head.slice(at + 16, at + 26), 10);
}

const receivers = new Map();

const actions = {
  async open({ port }) {
    const receiver = new Receiver();
    const opened = await receiver.listen(port);
    receivers.set(opened, receiver);
    return { port: opened };
  },
  mode({ port, mode }) {
    receivers.get(port).mode = mode;
    return {};
  },
  async close({ port }) {
    await receivers.get(port)?.close();
    receivers.delete(port);
    return {};
  },
  arrivals({ ports, run }) {
    return {
      ports: ports.map((port) => {
        const { count, duplicates, firstMs, lastMs } = receivers.get(port).arrivals(run);
        return { count, duplicates, firstMs, lastMs };
      }),
    };
  },
  stamps({ port, run, upTo }) {
    return { stamps: receivers.get(port).arrivals(run).stamps(upTo) };
  },
  forget() {
    for (const receiver of receivers.values()) receiver.runs.clear();
    return {};
  },
};

process.on('message', async ({ id, ...message }) => {
  try {
    process.send({ id, ...(await actions[message.do](message)) });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
process.on('disconnect', () => process.exit(0));
