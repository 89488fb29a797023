import net from 'node:net';
import { stampSequence, writeDigits } from './message.mjs';

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const STATUS_AT = 'HTTP/1.1 '.length;
const ID_DIGITS = 12;

/** One keep-alive connection with one request under way at a time, so its templates can be written to again after each answer. */
export class LoadConnection {
  #socket;
  #state;
  #templates;
  #stamped;
  #turn = 0;
  #waiting = null;
  #current = null;

  /** `slugs`: sources, taken in turn. With a constant body its signature holds for every request. */
  constructor({ port, slugs, run, body, signature, secret }, state) {
    this.#state = state;
    this.#stamped = !secret;
    this.#templates = slugs.map((slug) => template({ slug, port, run, body, signature }));
    this.#turn = Math.floor(Math.random() * slugs.length);
    this.#socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    this.opened = new Promise((resolve, reject) => this.#socket.once('connect', resolve).once('error', reject));
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.#fail());
    this.#socket.on('data', (chunk) => this.#read(chunk));
  }

  /** Resolves to whether an answer came; `beganMs` is when its time began to count. */
  send(sequence, beganMs) {
    const slug = this.#turn;
    this.#turn = (slug + 1) % this.#templates.length;
    const { bytes, idAt, bodyAt } = this.#templates[slug];
    writeDigits(bytes, idAt, ID_DIGITS, sequence);
    if (this.#stamped) stampSequence(bytes, bodyAt, sequence);
    return new Promise((resolve) => {
      this.#current = { sequence, slug, beganMs, resolve };
      if (this.#socket.destroyed) return this.#fail();
      this.#socket.write(bytes);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #read(chunk) {
    const bytes = this.#waiting === null ? chunk : Buffer.concat([this.#waiting, chunk]);
    const end = bytes.indexOf(END_OF_HEAD);
    if (end === -1 || bytes.length < end + END_OF_HEAD.length + contentLength(bytes.latin1Slice(0, end))) {
      this.#waiting = bytes;
      return;
    }
    this.#waiting = null;
    const status = Number(bytes.latin1Slice(STATUS_AT, STATUS_AT + 3));
    const { sequence, slug, beganMs, resolve } = this.#current;
    this.#current = null;
    this.#state.answered(sequence, slug, status, beganMs);
    resolve(true);
  }

  #fail() {
    const current = this.#current;
    if (!current) return;
    this.#current = null;
    this.#state.failures++;
    current.resolve(false);
  }
}

function contentLength(head) {
  const at = head.search(/content-length: /i);
  if (at === -1) throw new Error('the generator reads only answers with a content-length');
  return Number.parseInt(head.slice(at + 16, at + 26), 10);
}

function template({ slug, port, run, body, signature }) {
  const start =
    `POST /in/${slug} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nuser-agent: posthorn-bench/1\r\ncontent-type: application/json\r\n` +
    `x-request-id: run-${run}-`;
  const head = `${start}${'0'.repeat(ID_DIGITS)}\r\nx-signature: ${signature}\r\ncontent-length: ${body.length}\r\n\r\n`;
  return { bytes: Buffer.concat([Buffer.from(head), body]), idAt: start.length, bodyAt: head.length };
}
