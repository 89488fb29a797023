import { type MailReceipt, OutboundError, type OutboundRequest, type OutboundResponse } from '@posthorn/contracts';
import { createRedactor, type DeliveryContext, type PluginMail } from '@posthorn/plugin-sdk';
import { createPluginEvent, createPluginLogger } from '@posthorn/plugin-sdk/host';
import { bufferOf } from '../threads/buffer-of.js';
import type { WireContext } from './plugin-messages.js';
import { RequestRoom } from './request-room.js';
import type { Post } from './thread-calls.js';
import { fromWireError, type WireError } from './wire-error.js';

/** An attempt that writes more has lost its mind; the rest is left out. */
const MAX_LOG_LINES = 1_000;

interface Request {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Over all calls of this thread. */
let lastRequest = 0;

/** The context of one call, made again on the plugin's thread: what reaches out asks the relay to do it. */
export class ThreadContext {
  readonly context: DeliveryContext<object, object>;
  private readonly controller = new AbortController();
  private readonly requests = new Map<number, Request>();
  private readonly requestByResponse = new WeakMap<object, number>();
  private readonly room = new RequestRoom();
  private linesLeft = MAX_LOG_LINES;

  constructor(
    private readonly call: number,
    { event, previousSecrets, aheadMs, ...rest }: WireContext,
    private readonly post: Post,
  ) {
    const body = bufferOf(event.body);
    this.context = Object.freeze({
      ...rest,
      previousSecrets: (name: string) => (Object.hasOwn(previousSecrets, name) ? (previousSecrets[name] ?? []) : []),
      event: createPluginEvent({ ...event, body }, true),
      delivery: Object.freeze(rest.delivery),
      fetch: (wanted: OutboundRequest) => this.fetch(wanted),
      mail: async (mail: PluginMail) => (await this.ask('mail', mail)) as MailReceipt,
      log: this.logger(),
      signal: this.controller.signal,
      clock: Object.freeze({ now: () => Date.now() + aheadMs }),
    });
  }

  abort(): void {
    this.controller.abort();
  }

  answered(request: number, answer: unknown): void {
    this.take(request)?.resolve(answer);
  }

  refused(request: number, error: WireError): void {
    this.take(request)?.reject(fromWireError(error));
  }

  /** The request that brought this answer. */
  requestOf(response: object): number | undefined {
    return this.requestByResponse.get(response);
  }

  private take(request: number): Request | undefined {
    const found = this.requests.get(request);
    this.requests.delete(request);
    return found;
  }

  private async fetch(wanted: OutboundRequest): Promise<OutboundResponse> {
    const { body } = wanted;
    // A slice of a shared buffer would take the whole buffer across.
    const sent = typeof body === 'object' ? { ...wanted, body: bufferOf(Uint8Array.from(body)) } : wanted;
    let request = 0;
    const came = (await this.ask('fetch', sent, (id) => (request = id))) as OutboundResponse;
    const response = { ...came, body: bufferOf(came.body) };
    this.requestByResponse.set(response, request);
    return response;
  }

  /** A signal cannot cross, so the plugin's own is followed here. */
  private ask(
    way: 'fetch' | 'mail',
    { signal, ...wanted }: OutboundRequest | PluginMail,
    began: (request: number) => void = () => undefined,
  ): Promise<unknown> {
    if (signal !== undefined && !(signal instanceof AbortSignal)) throw new TypeError('signal is no AbortSignal');
    return new Promise((resolve, reject) => {
      const request = ++lastRequest;
      const drop = (): void => this.post({ kind: 'drop', call: this.call, request });
      const settled = <Value>(settle: (value: Value) => void) => {
        return (value: Value): void => {
          signal?.removeEventListener('abort', drop);
          leave();
          settle(value);
        };
      };
      const begin = (): void => {
        if (this.controller.signal.aborted) {
          // Not before it is known how to leave.
          queueMicrotask(() => leave());
          return reject(new OutboundError('aborted', 'The attempt is over'));
        }
        this.requests.set(request, { resolve: settled(resolve), reject: settled(reject) });
        began(request);
        try {
          this.post({ kind: 'request', call: this.call, request, way, wanted });
        } catch (error) {
          this.requests.delete(request);
          queueMicrotask(() => leave());
          return reject(error as Error);
        }
        if (signal?.aborted) drop();
        else signal?.addEventListener('abort', drop, { once: true });
      };
      const leave = this.room.enter(wanted, begin);
    });
  }

  private logger(): DeliveryContext<object, object>['log'] {
    const sink = {
      isEnabled: () => this.linesLeft > 0,
      write: (level: 'debug' | 'info' | 'warn', message: string, fields: Readonly<Record<string, string>>) => {
        this.linesLeft--;
        this.post({ kind: 'log', call: this.call, level, message, fields });
      },
    };
    // The relay cuts secrets out; here only size and shape are seen to.
    return createPluginLogger(sink, createRedactor([]));
  }
}
