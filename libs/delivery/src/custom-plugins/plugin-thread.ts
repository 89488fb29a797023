import { Worker } from 'node:worker_threads';
import { workerEntry } from '../threads/worker-entry.js';
import { limitLoad } from './load-limit.js';
import type { FromThread, PluginFacts, Question, ThreadStart, ToThread } from './plugin-messages.js';
import type { PluginLocation } from './plugin-location.js';
import type { ThreadEnd } from './plugin-crashed.error.js';
import { PluginCall, type CallOptions } from './plugin-call.js';
import type { PluginOutput } from './plugin-output.js';
import { ThreadWatch } from './thread-watch.js';

const ENTRY = workerEntry('custom-plugins/plugin.worker');
/**
 * Far more than the watch lets it have: at this limit Node ends the thread only if the allocation that went over it was a small one. One of
 * over 16 MiB, such as a list that grows to twice its size, ends the whole process.
 */
const RESOURCES = { maxOldGenerationSizeMb: 2_048, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 } as const;
/** After its signal fired a run gets so long; a second later than that the attempt is over without it. */
const LEFT_BEHIND_MS = 900;
/** Runs that ignored their signal keep their events: with so many the thread is given up. */
const MAX_LEFT_BEHIND = 10;

/** Why a plugin was not loaded, and what it called itself if it came so far. */
export interface LoadFault {
  readonly reason: string;
  readonly type?: string;
  readonly title?: string;
}

export interface ThreadEvents {
  onEnd(end: ThreadEnd, thread: PluginThread): void;
  /** Nothing new shall be given to it: it ends when what is under way has. */
  onRetired(thread: PluginThread): void;
  /** A call ended by itself. */
  onDone(owner: string): void;
}

/** One thread with a custom plugin on it. */
export class PluginThread {
  readonly startedMs = performance.now();
  /** Settles when the plugin is there, or it is known why it is not. */
  readonly loaded: Promise<PluginFacts | LoadFault>;
  private readonly worker: Worker;
  private readonly watch: ThreadWatch;
  private readonly calls = new Map<number, PluginCall>();
  private lastCall = 0;
  private settleLoad: (outcome: PluginFacts | LoadFault) => void = () => undefined;
  private retired = false;
  private ended = false;

  constructor(
    location: PluginLocation,
    output: PluginOutput,
    private readonly events: ThreadEvents,
  ) {
    this.loaded = new Promise((resolve) => (this.settleLoad = resolve));
    const start: ThreadStart = { location };
    // Nothing of the relay's environment, and what it prints is nobody's but the log's.
    this.worker = new Worker(ENTRY, { workerData: start, resourceLimits: RESOURCES, env: {}, stdout: true, stderr: true });
    this.worker.unref();
    output.listen(this.worker);
    this.worker.on('message', (message: FromThread) => this.hearSafely(message));
    this.worker.on('messageerror', () => this.end('threw'));
    this.worker.on('error', (error) => this.end(isOutOfMemory(error) ? 'out-of-memory' : 'threw'));
    this.worker.on('exit', () => this.end('exited'));
    const callOff = limitLoad(this.worker, (end) => this.end(end));
    void this.loaded.then(callOff);
    this.watch = new ThreadWatch(this.worker, {
      ping: () => this.post({ kind: 'ping' }),
      bytesGiven: () => [...this.calls.values()].reduce((sum, call) => sum + call.bytes, 0),
      onFault: (end) => this.end(end),
    });
  }

  get isEnded(): boolean {
    return this.ended;
  }

  get isIdle(): boolean {
    return this.calls.size === 0;
  }

  /** Destinations, and whatever else has something under way here. */
  get owners(): ReadonlySet<string> {
    return new Set([...this.calls.values()].map(({ owner }) => owner));
  }

  /** Rejects with what the plugin threw, or with a `PluginCrashedError`. */
  ask(question: Question, options: CallOptions): Promise<unknown> {
    const id = ++this.lastCall;
    const call = new PluginCall(id, options, (message, transfer) => this.post(message, transfer));
    this.calls.set(id, call);
    this.watch.begin();
    this.post({ kind: 'call', call: id, question }, options.transfer);
    call.follow(() => setTimeout(() => this.isLeftBehind(id), LEFT_BEHIND_MS).unref());
    return call.outcome.finally(() => {
      this.calls.delete(id);
      if (!this.ended) this.events.onDone(options.owner);
      this.rest();
    });
  }

  end(end: ThreadEnd): void {
    if (this.ended) return;
    this.ended = true;
    this.watch.stop();
    this.settleLoad({ reason: LOAD_ENDS[end] ?? 'Its thread ended while it was loaded.' });
    // Whoever keeps the threads looks at who was on it, and then tells them.
    this.events.onEnd(end, this);
    void this.worker.terminate();
  }

  /** After {@link end}. */
  failCalls(errorFor: (owner: string) => Error): void {
    for (const call of this.calls.values()) call.fail(errorFor(call.owner));
  }

  private isLeftBehind(id: number): void {
    const call = this.calls.get(id);
    if (!call || this.ended) return;
    if (this.watch.isSilent) return this.end('hung');
    call.isLeftBehind = true;
    if (this.retired) return this.rest();
    if ([...this.calls.values()].filter((one) => one.isLeftBehind).length < MAX_LEFT_BEHIND) return;
    this.retired = true;
    this.events.onRetired(this);
    this.rest();
  }

  private rest(): void {
    if (this.retired && [...this.calls.values()].every((call) => call.isLeftBehind)) this.end('left-behind');
    else if (this.calls.size === 0) this.watch.stop();
  }

  /** A plugin reaches its thread's port, too, and may post anything there: that must not be an error of the relay. */
  private hearSafely(message: FromThread): void {
    try {
      this.hear(message);
    } catch {
      this.end('threw');
    }
  }

  private hear(message: FromThread): void {
    switch (message.kind) {
      case 'pong':
        return this.watch.heard();
      case 'loaded':
        return this.settleLoad(message.facts);
      case 'not-loaded':
        return this.settleLoad(message);
      case 'done':
      case 'threw':
      case 'request':
      case 'drop':
      case 'log':
        return this.calls.get(message.call)?.hear(message);
    }
  }

  private post(message: ToThread, transfer: readonly ArrayBuffer[] = []): void {
    if (!this.ended) this.worker.postMessage(message, [...transfer]);
  }
}

const LOAD_ENDS: Partial<Record<ThreadEnd, string>> = {
  hung: 'Importing it did not end within the limit of time.',
  'out-of-memory': 'It used up its memory while it was imported.',
  exited: 'It ended its thread while it was imported (process.exit, or an import that can never end).',
  threw: 'An error was thrown in a timer or a promise while it was imported.',
};

function isOutOfMemory(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
