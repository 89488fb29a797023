// A provider: every event has an external id of its own and is sent again, byte for byte, until a 2xx answers it.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const SENDERS = 8;
/** Providers give up on a silent line after some seconds. */
const REQUEST_LIMIT_MS = 5_000;
const MAX_BODY_BYTES = 20_000;

export class Sender {
  /** External id → what was promised by a 2xx. */
  accepted = new Map();
  /** What was begun, answered or not. */
  sent = new Map();
  statuses = new Map();
  /** Answers that contradict an earlier promise. */
  contradictions = [];
  #going = true;
  #finish = false;
  #next = 0;

  /** @param urls answers the relays that take requests now */
  constructor({ slug, urls, random, pauseMs }) {
    Object.assign(this, { slug, urls, random, pauseMs });
    this.#running = Promise.all(Array.from({ length: SENDERS }, (_, n) => this.#run(String(n), random.fork())));
  }

  #running;

  /** No new events; resolves once all that was begun has its 2xx, or the limit is over. */
  async finish(limitMs) {
    this.#finish = true;
    await Promise.race([this.#running, pause(limitMs)]);
    this.#going = false;
    await this.#running;
  }

  async #run(name, random) {
    while (!this.#finish) {
      await this.#deliver(name, random);
      await pause(random.between(0, 2 * this.pauseMs));
    }
  }

  /** One at a time: the next one begins when this one has its 2xx. */
  async #deliver(name, random) {
    const externalId = `x-${this.#next++}`;
    const body = bodyOf(externalId, random);
    const sha256 = createHash('sha256').update(body).digest('hex');
    this.sent.set(externalId, sha256);
    while (this.#going) {
      const url = random.pick(this.urls());
      if (url && (await this.#try(url, { name, externalId, body, sha256 }))) {
        // Some providers send again although they had their answer.
        if (random.next() < 0.03) await this.#try(url, { name, externalId, body, sha256 });
        return;
      }
      await pause(random.between(30, 250));
    }
  }

  async #try(url, { name, externalId, body, sha256 }) {
    try {
      const answer = await fetch(`${url}/in/${this.slug}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'x-request-id': externalId, 'x-sender': name },
        body,
        signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
      });
      await answer.arrayBuffer();
      this.#count(answer.status);
      if (!answer.ok) {
        if (answer.status !== 503 || !answer.headers.get('retry-after'))
          this.contradictions.push(`${externalId} was answered ${answer.status}`);
        return false;
      }
      this.#note({ name, externalId, sha256 }, answer.headers);
      return true;
    } catch (error) {
      this.#count(error.name === 'TimeoutError' ? 'timeout' : 'connection');
      return false;
    }
  }

  #note({ name, externalId, sha256 }, headers) {
    const eventId = headers.get('posthorn-event-id');
    const known = this.accepted.get(externalId);
    if (!eventId) this.contradictions.push(`${externalId} was accepted without an event id`);
    else if (!known) this.accepted.set(externalId, { eventId, sha256, name, atMs: Date.now() });
    else if (known.eventId !== eventId) this.contradictions.push(`${externalId} is ${known.eventId} and ${eventId}`);
    else if (headers.get('posthorn-duplicate') !== 'true') this.contradictions.push(`${externalId} was accepted twice as ${eventId}`);
  }

  #count(answer) {
    this.statuses.set(answer, (this.statuses.get(answer) ?? 0) + 1);
  }
}

/** Any bytes, NUL and broken UTF-8 included, with the id in front so that no two are equal. */
function bodyOf(externalId, random) {
  const bytes = Buffer.alloc(random.between(0, 9) === 0 ? random.between(0, MAX_BODY_BYTES) : random.between(0, 600));
  for (let at = 0; at < bytes.length; at++) bytes[at] = random.between(0, 255);
  return Buffer.concat([Buffer.from(`${externalId}\n`), bytes]);
}
