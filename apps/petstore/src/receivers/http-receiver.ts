import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from '@posthorn/contracts';
import { type LoopbackServer, readBody, startLoopbackServer } from '../loopback-server.js';
import { type SignatureVerdict, verifyStandardWebhook } from './standard-webhooks.js';

/** One request as it came: nothing parsed, nothing left out. */
export interface HttpArrival {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Names in lower case; repeated ones joined by Node's rules. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly verdict: SignatureVerdict | 'unknown-path';
}

/** An ordinary subscriber: keeps what comes, checks each signature itself, answers 204, or 401 to what it cannot trust. */
export class HttpReceiver {
  private server: LoopbackServer | null = null;
  private readonly secrets = new Map<string, string>();
  private readonly arrivals: HttpArrival[] = [];

  private constructor(private readonly clock: Clock) {}

  static async start(clock: Clock = systemClock): Promise<HttpReceiver> {
    const receiver = new HttpReceiver(clock);
    receiver.server = await startLoopbackServer((request, response) => receiver.handle(request, response));
    return receiver;
  }

  /** Address of a path such as `/fulfilment`. */
  url(path: string): string {
    if (!this.server) throw new Error('the receiver has not been started');
    return `${this.server.url}${path}`;
  }

  /** From now on deliveries to `path` must be signed with `secret` (`whsec_…`). */
  trust(path: string, secret: string): void {
    this.secrets.set(path, secret);
  }

  at(path: string): readonly HttpArrival[] {
    return this.arrivals.filter((arrival) => arrival.path === path);
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const url = new URL(request.url ?? '/', 'http://receiver');
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    );
    const secret = this.secrets.get(url.pathname);
    const verdict = secret === undefined ? 'unknown-path' : verifyStandardWebhook(secret, headers, body, this.clock);
    this.arrivals.push({ method: request.method ?? '', path: url.pathname, query: url.search.slice(1), headers, body, verdict });
    response.writeHead(verdict === 'verified' ? 204 : verdict === 'unknown-path' ? 404 : 401).end();
  }
}
