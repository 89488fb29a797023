import { availableParallelism } from 'node:os';
import {
  TRANSFORM_TIME_LIMIT_MS,
  type TransformFault,
  type TransformJob,
  type TransformLab,
  type TransformResult,
  untilAborted,
  type Uuid,
} from '@posthorn/contracts';
import { bufferOf } from '../threads/buffer-of.js';
import { FairQueue, type Turn } from './fair-queue.js';
import type { TransformAnswer, TransformQuestion } from './transform-message.js';
import { TransformThread, type ThreadOutcome } from './transform-thread.js';

/** Two at least, so that one which loops leaves a thread to the others. */
const MIN_THREADS = 2;
/** One more than there are processors (but for this many), so that one subscription may use them all and still leave a thread. */
const MAX_PROCESSORS = 4;
/** So many runs a thread is given at once: the next begins without a turn through the main thread. */
const MAX_LOAD = 4;
/** Attempts are bounded by what a process holds; this is for what people try out. */
const MAX_WAITING = 10_000;
/** People's own runs take their turns beside those of subscriptions. */
const LAB = 'lab';

/** Says nothing about the code: no thread, too much to do, or a fault of ours. The same run may succeed another time. */
export class TransformUnavailableError extends Error {}

interface Waiting extends Turn {
  readonly begin: (thread: TransformThread) => void;
  readonly reject: (error: Error) => void;
}

export interface TransformRun {
  readonly projectId: Uuid;
  /** What it belongs to: one key never has all threads. */
  readonly key: string;
  /** Gives up waiting; a run under way goes on, within its limits, and is forgotten. */
  readonly signal?: AbortSignal;
}

/**
 * A few threads that run transforms, off the one that everything else needs. They are started when there is something to do; one that
 * crashed or had to be ended is replaced. Runs wait by turns of projects and subscriptions, and no subscription has all threads at once, so
 * that a transform that uses up its time delays no other destination (G6). Where nothing else waits, a thread is given several runs of its
 * subscription at once: behind a run of another one they could be held up.
 */
export class TransformPool implements TransformLab {
  private readonly queue = new FairQueue<Waiting>();
  private readonly idle: TransformThread[] = [];
  /** Each with the key that it runs for. */
  private readonly busy = new Map<TransformThread, string>();
  private readonly threadsByKey = new Map<string, number>();
  private readonly maxThreads: number;
  private closed = false;

  constructor(maxThreads = Math.min(MAX_PROCESSORS, availableParallelism()) + 1) {
    this.maxThreads = Math.max(MIN_THREADS, maxThreads);
  }

  /** Rejects with a {@link TransformUnavailableError}. */
  async check(projectId: Uuid, code: string): Promise<TransformFault | null> {
    const outcome = await this.ask({ ask: 'check', code }, { projectId, key: LAB });
    if ('killed' in outcome) return TIME_IS_OVER;
    return 'fault' in outcome.answer ? outcome.answer.fault : unexpected(outcome.answer);
  }

  /** Rejects with a {@link TransformUnavailableError}, or with the signal's reason. */
  async run(job: TransformJob, run: TransformRun = { projectId: job.event.projectId, key: LAB }): Promise<TransformResult> {
    const outcome = await this.ask({ ask: 'run', job: { ...job, event: { ...job.event, body: alone(job.event.body) } } }, run);
    if ('killed' in outcome) return { ok: false, fault: TIME_IS_OVER, logs: [], durationMs: TRANSFORM_TIME_LIMIT_MS };
    if (!('result' in outcome.answer)) return unexpected(outcome.answer);
    const { result } = outcome.answer;
    return result.ok ? { ...result, body: bufferOf(result.body) } : result;
  }

  /** Ends every thread; what waits or runs is rejected. */
  close(): void {
    this.closed = true;
    for (const waiting of this.queue.clear()) waiting.reject(new TransformUnavailableError('the relay is shutting down'));
    for (const thread of [...this.idle, ...this.busy.keys()]) thread.end({ crashed: 'the relay is shutting down' });
  }

  private async ask(
    question: TransformQuestion,
    { projectId, key, signal }: TransformRun,
  ): Promise<Exclude<ThreadOutcome, { readonly crashed: string } | { readonly passedOver: true }>> {
    for (;;) {
      signal?.throwIfAborted();
      if (this.closed || this.queue.size >= MAX_WAITING) throw new TransformUnavailableError('no thread is free');
      const running = this.turn(question, { projectId, key, ...(signal && { signal }) });
      const outcome = await (signal ? untilAborted(running, signal) : running);
      if ('crashed' in outcome) throw new TransformUnavailableError(`the thread failed: ${outcome.crashed}`);
      // Its thread was ended for another run: nothing is known about this one.
      if (!('passedOver' in outcome)) return outcome;
    }
  }

  /** Waits for a thread, and for what comes of it there. */
  private turn(question: TransformQuestion, { projectId, key, signal }: TransformRun): Promise<ThreadOutcome> {
    return new Promise((resolve, reject) => {
      const begin = (thread: TransformThread): void => resolve(thread.run(question).finally(() => this.release(thread)));
      const waiting: Waiting = { projectId, key, begin, reject };
      const giveUp = (): void => {
        if (this.queue.remove(waiting)) reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.queue.add(waiting);
      this.advance();
    });
  }

  private advance(): void {
    while (!this.closed && this.queue.size > 0) {
      if (!this.startOne() && !this.followOne()) return;
    }
  }

  /** The next whose turn it is gets a thread of its own. */
  private startOne(): boolean {
    if (this.busy.size >= this.maxThreads) return false;
    const next = this.queue.take((key) => (this.threadsByKey.get(key) ?? 0) < this.maxThreads - 1);
    if (!next) return false;
    let thread = this.idle.pop();
    while (thread?.ended) thread = this.idle.pop();
    thread ??= new TransformThread();
    this.busy.set(thread, next.key);
    this.threadsByKey.set(next.key, (this.threadsByKey.get(next.key) ?? 0) + 1);
    next.begin(thread);
    return true;
  }

  /** Gives a run to a thread that has one of the same key, unless that would take the thread from another key that waits for it. */
  private followOne(): boolean {
    if (!this.queue.isOnly((key) => this.threadsByKey.has(key))) return false;
    const threads = [...this.busy].filter(([thread]) => !thread.ended && thread.load < MAX_LOAD).sort(([a], [b]) => a.load - b.load);
    for (const [thread, key] of threads) {
      const next = this.queue.take((waiting) => waiting === key);
      if (!next) continue;
      next.begin(thread);
      return true;
    }
    return false;
  }

  private release(thread: TransformThread): void {
    const key = this.busy.get(thread);
    if (key !== undefined && (thread.load === 0 || thread.ended)) {
      this.busy.delete(thread);
      if (!thread.ended) this.idle.push(thread);
      const left = (this.threadsByKey.get(key) ?? 1) - 1;
      if (left === 0) this.threadsByKey.delete(key);
      else this.threadsByKey.set(key, left);
    }
    this.advance();
  }
}

const TIME_IS_OVER: TransformFault = {
  message: `It ran for more than ${TRANSFORM_TIME_LIMIT_MS} ms within a built-in function, and had to be ended.`,
  line: null,
  column: null,
};

function unexpected(answer: TransformAnswer): never {
  throw new TransformUnavailableError('error' in answer ? `the engine failed: ${answer.error}` : 'the thread answered something else');
}

/** A slice of a shared buffer would take the whole buffer across. */
function alone(bytes: Buffer): Buffer {
  return bytes.length === bytes.buffer.byteLength ? bytes : (new Uint8Array(bytes) as Buffer);
}
