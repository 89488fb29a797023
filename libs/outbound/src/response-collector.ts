import type { OutboundResponse } from '@posthorn/contracts';
import type { Dispatcher } from 'undici';

/** What the collector reports; exactly one of the two is called, once. */
export interface ResponseSink {
  onResponse(response: OutboundResponse): void;
  onFailure(cause: unknown): void;
}

/** One or two are in use; each may carry as many header bytes as the answer. */
const MAX_INTERIM_ANSWERS = 20;

/** Reads one answer up to a number of bytes; what is over the limit is cut off with its connection, since draining it could take forever. */
export class ResponseCollector implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null;
  private stopReason: Error | null = null;
  private status = 0;
  private headers: (readonly [string, string])[] = [];
  private readonly chunks: Buffer[] = [];
  private receivedBytes = 0;
  private interimAnswers = 0;
  private done = false;

  constructor(
    private readonly maxBytes: number,
    private readonly sink: ResponseSink,
  ) {}

  /** Ends the request wherever it is: a queued one is never written, an open one loses its connection. Reports nothing. */
  stop(reason: Error): void {
    this.done = true;
    this.stopReason = reason;
    this.controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.stopReason) controller.abort(this.stopReason);
  }

  onResponseStart(controller: Dispatcher.DispatchController, statusCode: number): void {
    // Interim answers such as 103 Early Hints come before the answer (RFC 9110 section 15.2).
    if (statusCode < 200) {
      if (++this.interimAnswers > MAX_INTERIM_ANSWERS) controller.abort(new Error('There are interim answers without end'));
      return;
    }
    this.status = statusCode;
    this.headers = headerPairs(controller.rawHeaders);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.done) return;
    const roomBytes = this.maxBytes - this.receivedBytes;
    if (chunk.length <= roomBytes) {
      this.chunks.push(chunk);
      this.receivedBytes += chunk.length;
      return;
    }
    this.chunks.push(chunk.subarray(0, roomBytes));
    this.finish(true);
    controller.abort(new Error('The answer is over the limit'));
  }

  onResponseEnd(): void {
    this.finish(false);
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.done) return;
    this.done = true;
    this.sink.onFailure(error);
  }

  private finish(truncated: boolean): void {
    if (this.done) return;
    this.done = true;
    // One chunk is undici's own buffer, which it does not write to again.
    const [first, ...more] = this.chunks;
    const body = first !== undefined && more.length === 0 ? first : Buffer.concat(this.chunks);
    this.sink.onResponse({ status: this.status, headers: this.headers, body, truncated });
  }
}

function headerPairs(raw: Dispatcher.DispatchController['rawHeaders']): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  if (!Array.isArray(raw)) return pairs;
  for (let i = 0; i + 1 < raw.length; i += 2) pairs.push([headerText(raw[i]), headerText(raw[i + 1])]);
  return pairs;
}

/** Header bytes are shown as Latin-1, as Node does, so that none is lost. */
const headerText = (part: string | Buffer | undefined): string => (Buffer.isBuffer(part) ? part.toString('latin1') : (part ?? ''));
