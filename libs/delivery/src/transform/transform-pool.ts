import { availableParallelism } from 'node:os';
import {
  TRANSFORM_TIME_LIMIT_MS,
  type TransformFault,
  type TransformJob,
  type TransformLab,
  type TransformResult,
  type Uuid,
} from '@posthorn/contracts';
import { FairQueue, type Turn } from './fair-queue.js';
import type { TransformAnswer, TransformQuestion } from './transform-message.js';
import { TransformThread, type ThreadOutcome } from './transform-thread.js';

/** Two at least, so that one which loops leaves a thread to the others. */
const MIN_THREADS = 2;
const MAX_THREADS = 4;
/** Attempts are bounded by what a process holds; this is for what people try out. */
const MAX_WAITING = 10_000;
/** People's own runs take their turns beside those of subscriptions. */
const LAB = 'lab';

/** Says nothing about the code: no thread, too much to do, or a fault of ours. The same run may succeed another time. */
export class TransformUnavailableError extends Error {}

interface Waiting extends Turn {
  readonly question: TransformQuestion;
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
 * that a transform that uses up its time delays no other destination (G6).
 */
export class TransformPool implements TransformLab {
  private readonly queue = new FairQueue<Waiting>();
  private readonly idle: TransformThread[] = [];
  private readonly busy = new Set<TransformThread>();
  private readonly runningByKey = new Map<string, number>();
  private readonly maxThreads: number;
  private closed = false;

  constructor(maxThreads = Math.min(MAX_THREADS, availableParallelism())) {
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
    // A slice of a shared buffer would take the whole buffer across.
    const event = { ...job.event, body: Uint8Array.from(job.event.body) as Buffer };
    const outcome = await this.ask({ ask: 'run', job: { ...job, event } }, run);
    if ('killed' in outcome) return { ok: false, fault: TIME_IS_OVER, logs: [], durationMs: TRANSFORM_TIME_LIMIT_MS };
    if (!('result' in outcome.answer)) return unexpected(outcome.answer);
    const { result } = outcome.answer;
    return result.ok ? { ...result, body: bufferOf(result.body) } : result;
  }

  /** Ends every thread; what waits or runs is rejected. */
  close(): void {
    this.closed = true;
    for (const waiting of this.queue.clear()) waiting.reject(new TransformUnavailableError('the relay is shutting down'));
    for (const thread of [...this.idle, ...this.busy]) thread.end({ crashed: 'the relay is shutting down' });
  }

  private async ask(
    question: TransformQuestion,
    { projectId, key, signal }: TransformRun,
  ): Promise<Exclude<ThreadOutcome, { readonly crashed: string }>> {
    signal?.throwIfAborted();
    if (this.closed || this.queue.size >= MAX_WAITING) throw new TransformUnavailableError('no thread is free');
    const thread = await this.turn(question, { projectId, key, ...(signal && { signal }) });
    const running = thread.run(question).finally(() => this.release(thread, key));
    const outcome = await (signal ? Promise.race([running, aborted(signal)]) : running);
    if ('crashed' in outcome) throw new TransformUnavailableError(`the thread failed: ${outcome.crashed}`);
    return outcome;
  }

  /** Waits for a thread, which then counts as busy with this key. */
  private turn(question: TransformQuestion, { projectId, key, signal }: TransformRun): Promise<TransformThread> {
    return new Promise((begin, reject) => {
      const waiting: Waiting = { projectId, key, question, begin, reject };
      const giveUp = (): void => {
        if (this.queue.remove(waiting)) reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.queue.add(waiting);
      this.advance();
    });
  }

  private advance(): void {
    while (!this.closed && this.busy.size < this.maxThreads) {
      const next = this.queue.take((key) => (this.runningByKey.get(key) ?? 0) < this.maxThreads - 1);
      if (!next) return;
      let thread = this.idle.pop();
      while (thread?.ended) thread = this.idle.pop();
      thread ??= new TransformThread();
      this.busy.add(thread);
      this.runningByKey.set(next.key, (this.runningByKey.get(next.key) ?? 0) + 1);
      next.begin(thread);
    }
  }

  private release(thread: TransformThread, key: string): void {
    this.busy.delete(thread);
    if (!thread.ended) this.idle.push(thread);
    const left = (this.runningByKey.get(key) ?? 1) - 1;
    if (left === 0) this.runningByKey.delete(key);
    else this.runningByKey.set(key, left);
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

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
}

/** What came from a thread is no Buffer any more. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
