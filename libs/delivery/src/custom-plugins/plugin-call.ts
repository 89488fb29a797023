import type { OutboundRequest } from '@posthorn/contracts';
import type { DeliveryContext, PluginMail } from '@posthorn/plugin-sdk';
import type { FromThread, ToThread } from './plugin-messages.js';
import { fromWireError, toWireError } from './wire-error.js';
import { fromWireResult } from './wire-result.js';

type Context = DeliveryContext<object, object>;
type Post = (message: ToThread, transfer?: readonly ArrayBuffer[]) => void;
type Heard = Extract<FromThread, { readonly call: number }>;

/** Of one call, so many answers may be named in its result. */
const MAX_ANSWERS = 20;

export interface CallOptions {
  /** The destination, or what else it is for: one that ends its thread is told from the others by it. */
  readonly owner: string;
  /** What the plugin may use while it runs; without it, it can only compute. */
  readonly context?: Context;
  /** Of the event. */
  readonly bytes?: number;
  readonly transfer?: readonly ArrayBuffer[];
}

/** One thing that was asked of a thread, from the relay's side: does for the plugin what it must not do by itself. */
export class PluginCall {
  readonly owner: string;
  readonly bytes: number;
  readonly outcome: Promise<unknown>;
  isLeftBehind = false;
  private readonly context: Context | undefined;
  private readonly answers = new Map<number, unknown>();
  private readonly underWay = new Map<number, AbortController>();
  private settle: (value: unknown) => void = () => undefined;
  private unfollow: () => void = () => undefined;
  fail: (error: Error) => void = () => undefined;

  constructor(
    private readonly id: number,
    { owner, context, bytes = 0 }: CallOptions,
    private readonly post: Post,
  ) {
    this.owner = owner;
    this.bytes = bytes;
    this.context = context;
    this.outcome = new Promise<unknown>((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
    }).finally(() => {
      this.unfollow();
      for (const controller of this.underWay.values()) controller.abort();
    });
  }

  /** Passes the signal on; `onAborted` is called then. */
  follow(onAborted: () => void): void {
    const signal = this.context?.signal;
    if (!signal) return;
    const abort = (): void => {
      this.post({ kind: 'abort', call: this.id });
      onAborted();
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    this.unfollow = () => signal.removeEventListener('abort', abort);
  }

  hear(message: Heard): void {
    switch (message.kind) {
      case 'done':
        return this.settle(fromWireResult(message.value, this.answers));
      case 'threw':
        return this.fail(fromWireError(message.error));
      case 'request':
        return void this.reachOut(message.request, message.way, message.wanted);
      case 'drop':
        return this.underWay.get(message.request)?.abort();
      case 'log':
        return this.context?.log[message.level](message.message, message.fields);
    }
  }

  private async reachOut(request: number, way: 'fetch' | 'mail', wanted: unknown): Promise<void> {
    const { context, id: call } = this;
    if (!context) return;
    const controller = new AbortController();
    this.underWay.set(request, controller);
    const signal = AbortSignal.any([context.signal, controller.signal]);
    try {
      if (way === 'mail') {
        this.post({ kind: 'answer', call, request, answer: { ...(await context.mail({ ...(wanted as PluginMail), signal })) } });
        return;
      }
      const response = await context.fetch({ ...withBuffer(wanted as OutboundRequest), signal });
      this.answers.set(request, response);
      for (const oldest of this.answers.keys()) {
        if (this.answers.size <= MAX_ANSWERS) break;
        this.answers.delete(oldest);
      }
      // A copy of its own: a slice would take along what else is in its buffer.
      const body = Uint8Array.from(response.body);
      const { status, headers, truncated } = response;
      this.post({ kind: 'answer', call, request, answer: { status, headers, truncated, body } }, [body.buffer]);
    } catch (error) {
      this.post({ kind: 'refuse', call, request, error: toWireError(error) });
    } finally {
      this.underWay.delete(request);
    }
  }
}

function withBuffer({ body, ...request }: OutboundRequest): OutboundRequest {
  if (body === undefined || typeof body === 'string') return { ...request, ...(body !== undefined && { body }) };
  return { ...request, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) };
}
