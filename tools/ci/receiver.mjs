// A destination: keeps what arrives, and checks it as Standard Webhooks says.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';

export class Receiver {
  arrivals = [];
  #server;

  static async start() {
    const receiver = new Receiver();
    receiver.#server = createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        receiver.arrivals.push({ headers: request.headers, body: Buffer.concat(chunks) });
        response.end('noted');
      });
    });
    await new Promise((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/hook`;
  }

  of(eventId) {
    return this.arrivals.find((arrival) => arrival.headers['webhook-id'] === eventId);
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, by hand: an opinion other than the relay's. */
export function isSigned({ headers, body }, secret) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const hmac = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`).update(body);
  const fresh = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp'])) < 60;
  return (
    fresh &&
    String(headers['webhook-signature'])
      .split(' ')
      .includes(`v1,${hmac.digest('base64')}`)
  );
}
