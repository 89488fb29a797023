// One destination: keep-alive connections, a line in memory, a Standard Webhooks signature, and what is kept of the exchange.
import { createHmac, createSecretKey } from 'node:crypto';
import { Pool } from 'undici';
import { uuid } from './ids.mjs';

const CONNECTIONS = 64;

export class Destination {
  #client;
  #url;
  #outcomes;
  #id = uuid();
  #key = createSecretKey(Buffer.alloc(24, 7));
  #line = [];
  #head = 0;
  #active = 0;

  constructor(url, outcomes) {
    this.#url = new URL(url);
    this.#client = new Pool(this.#url.origin, { connections: CONNECTIONS, pipelining: 1 });
    this.#outcomes = outcomes;
  }

  get id() {
    return this.#id;
  }

  push(event, delivery) {
    this.#line.push({ event, delivery });
    this.#advance();
  }

  #advance() {
    while (this.#active < CONNECTIONS && this.#head < this.#line.length) {
      const { event, delivery } = this.#line[this.#head++];
      if (this.#head > 8_192) {
        this.#line.splice(0, this.#head);
        this.#head = 0;
      }
      this.#active++;
      this.#deliver(event, delivery)
        .catch((error) => process.stderr.write(`${error.message}\n`))
        .finally(() => {
          this.#active--;
          this.#advance();
        });
    }
  }

  async #deliver(event, delivery) {
    const startedAtMs = Date.now();
    const timestamp = String(Math.floor(startedAtMs / 1_000));
    const signature = `v1,${createHmac('sha256', this.#key).update(`${event.id}.${timestamp}.`).update(event.body).digest('base64')}`;
    const answer = await this.#client.request({
      path: this.#url.pathname,
      method: 'POST',
      body: event.body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': event.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signature,
      },
    });
    const response = await answer.body.text();
    const exchange = exchangeOf(this.#url.href, event, delivery, timestamp, answer.statusCode, response);
    const durationMs = Date.now() - startedAtMs;
    const row = { event: event.id, delivery, destination: this.#id, attempt: uuid(), startedAtMs, durationMs, exchange };
    // Not awaited: the connection is free for the next one while this row is on its way to the disk.
    this.#outcomes.add(row).catch((error) => process.stderr.write(`${error.message}\n`));
  }
}

/** As many bytes as the product keeps of an exchange: both sides' headers with the sender's own among them. */
function exchangeOf(url, event, delivery, timestamp, status, response) {
  return Buffer.from(
    `{"request":{"method":"POST","url":"${url}","headers":[["user-agent","posthorn-bench/1"],["content-type","application/json"],` +
      `["x-request-id","${event.externalId}"],["x-signature","${'0'.repeat(64)}"],["webhook-id","${event.id.slice(0, 30)}"],` +
      `["webhook-timestamp","${timestamp}"],["posthorn-event-id","${event.id.slice(0, 30)}"],["posthorn-delivery-id","${delivery.slice(0, 30)}"],` +
      `["posthorn-event-type","${event.type}"],["posthorn-source","bench"],["posthorn-attempt","1"],["webhook-signature","[redacted]"]],` +
      `"bodyBytes":${event.body.length}},"response":{"status":${status},"headers":[["content-type","text/plain"],["content-length","2"]],` +
      `"body":${JSON.stringify(response)},"truncated":false},"error":null}`,
  );
}
