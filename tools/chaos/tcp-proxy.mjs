// The line between one relay and Postgres. It can be cut at any byte, and it knows when a statement of the hot path passes.
import { connect, createServer } from 'node:net';

export class TcpProxy {
  #server;
  #pairs = new Set();
  #watch = null;
  /** `{ text, delayMs }`: a message that holds this text reaches the server so much later, as behind a slow query. */
  slow = null;

  static async start(port) {
    const proxy = new TcpProxy();
    proxy.#server = createServer((client) => proxy.#join(client, port));
    await new Promise((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port() {
    return this.#server.address().port;
  }

  /** Every connection is reset, both ways. */
  cut() {
    for (const pair of this.#pairs) this.#cutPair(pair);
  }

  /**
   * Waits for the next use of a prepared statement (its name stands in the Bind message between NULs), and calls `act` before or
   * after the message goes on to the server; `act` gets the function that cuts that connection. Resolves to false after the limit.
   */
  onStatement(name, when, limitMs, act) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#disarm(false), limitMs);
      this.#watch = { needle: Buffer.from(`\0${name}\0`, 'latin1'), when, act, timer, resolve };
    });
  }

  close() {
    this.#disarm(false);
    this.cut();
    this.#server.close();
  }

  #disarm(met) {
    const watch = this.#watch;
    this.#watch = null;
    if (!watch) return;
    clearTimeout(watch.timer);
    watch.resolve(met);
  }

  #join(client, port) {
    const server = connect(port, '127.0.0.1');
    const pair = { client, server };
    this.#pairs.add(pair);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#pairs.delete(pair);
        client.destroy();
        // What the client had sent is still carried out, as by a server that has not noticed yet.
        server.end();
      });
    }
    client.on('data', (chunk) => this.#forward(pair, chunk));
    server.pipe(client);
  }

  #forward(pair, chunk) {
    const watch = this.#watch;
    const met = watch !== null && chunk.includes(watch.needle);
    if (met) this.#disarm(true);
    const act = () => watch.act(() => this.#cutPair(pair));
    if (met && watch.when === 'before') act();
    this.#send(pair, chunk);
    if (met && watch.when === 'after') act();
  }

  #send(pair, chunk) {
    if (this.slow && chunk.includes(this.slow.text)) {
      // Paused, so that nothing overtakes it.
      pair.client.pause();
      setTimeout(() => {
        pair.client.resume();
        this.#write(pair, chunk);
      }, this.slow.delayMs);
    } else this.#write(pair, chunk);
  }

  #write(pair, chunk) {
    if (!pair.server.destroyed && pair.server.writable && !pair.server.write(chunk)) {
      pair.client.pause();
      pair.server.once('drain', () => pair.client.resume());
    }
  }

  #cutPair({ client, server }) {
    client.resetAndDestroy();
    server.end();
  }
}
