import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, type LoopbackServer, readBody, startLoopbackServer } from '../loopback-server.js';
import { readSlackMessage, type SlackMessage } from './slack-message.js';

export interface SlackArrival {
  readonly via: 'incoming-webhook' | 'chat.postMessage';
  readonly message: SlackMessage;
}

export const INCOMING_WEBHOOK_PATH = '/services/T0PETSTORE/B0ORDERS/demo';

/** A server in the shape of Slack: an Incoming Webhook, and the Web API's `chat.postMessage` for one bot token. */
export class SlackShapedReceiver {
  private server: LoopbackServer | null = null;
  private readonly arrivals: SlackArrival[] = [];
  private readonly refusals: string[] = [];

  private constructor(private readonly botToken: string) {}

  static async start(botToken: string): Promise<SlackShapedReceiver> {
    const receiver = new SlackShapedReceiver(botToken);
    receiver.server = await startLoopbackServer((request, response) => receiver.handle(request, response));
    return receiver;
  }

  get url(): string {
    if (!this.server) throw new Error('the receiver has not been started');
    return this.server.url;
  }

  get webhookUrl(): string {
    return `${this.url}${INCOMING_WEBHOOK_PATH}`;
  }

  /** Where the Web API's methods stand, as `https://slack.com/api` is for the real one. */
  get apiBaseUrl(): string {
    return `${this.url}/api`;
  }

  via(way: SlackArrival['via']): readonly SlackArrival[] {
    return this.arrivals.filter((arrival) => arrival.via === way);
  }

  /** What was not taken, in Slack's words, for the demo's account. */
  get refused(): readonly string[] {
    return this.refusals;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (request.method === 'POST' && request.url === INCOMING_WEBHOOK_PATH) return this.incomingWebhook(body, response);
    if (request.method === 'POST' && request.url === '/api/chat.postMessage') return this.postMessage(request, body, response);
    this.refusals.push(`no_service ${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(404, { 'content-type': 'text/html' }).end('no_service');
  }

  /** Answers in plain text: `ok`, or what is wrong. */
  private incomingWebhook(body: Buffer, response: ServerResponse): void {
    const read = readSlackMessage(body);
    if ('fault' in read) {
      this.refusals.push(read.fault);
      response.writeHead(400, { 'content-type': 'text/html' }).end(read.fault);
      return;
    }
    this.arrivals.push({ via: 'incoming-webhook', message: read.message });
    response.writeHead(200, { 'content-type': 'text/html' }).end('ok');
  }

  /** Answers 200 with `ok: false` for what is wrong, as the Web API does. */
  private postMessage(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const refuse = (error: string) => {
      this.refusals.push(error);
      answerJson(response, 200, { ok: false, error });
    };
    if (request.headers.authorization !== `Bearer ${this.botToken}`) return refuse('invalid_auth');
    if (!request.headers['content-type']?.startsWith('application/json')) return refuse('invalid_post_type');
    const read = readSlackMessage(body);
    if ('fault' in read) return refuse(read.fault);
    const { channel } = read.message;
    if (channel === undefined) return refuse('channel_not_found');
    this.arrivals.push({ via: 'chat.postMessage', message: read.message });
    answerJson(response, 200, {
      ok: true,
      channel,
      ts: `${Math.floor(Date.now() / 1000)}.000${this.arrivals.length}`,
      message: read.message,
    });
  }
}
