import { Worker } from 'node:worker_threads';
import { TRANSFORM_TIME_LIMIT_MS } from '@posthorn/contracts';
import { processorTimeMs } from '../threads/processor-time.js';
import { workerEntry } from '../threads/worker-entry.js';
import { ThreadClock } from './thread-clock.js';
import type { TransformAnswer, TransformPost, TransformQuestion } from './transform-message.js';

const ENTRY = workerEntry('transform/transform.worker');
/** The engine looks at its own limits first; in the host they are only for what it misses. */
const RESOURCES = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 16 } as const;
const LOOK_MS = 50;
/** Processor time after which a run that the engine could not interrupt is ended with its thread: its limit, its last words, and a grace. */
const KILL_CPU_MS = TRANSFORM_TIME_LIMIT_MS + 100;
/** However little of the processor it got: that is the machine's fault and not the code's. */
const KILL_MS = 5_000;

/**
 * What a run came to: an answer, an end because its time was over, a fault that says nothing about the code, or nothing at all, because its
 * thread was ended for the one before it.
 */
export type ThreadOutcome =
  { readonly answer: TransformAnswer } | { readonly killed: true } | { readonly crashed: string } | { readonly passedOver: true };

interface Run {
  readonly number: number;
  readonly done: (outcome: ThreadOutcome) => void;
}

/** One thread that runs one transform at a time, in the order in which they came. */
export class TransformThread {
  private readonly clock = new ThreadClock();
  private readonly worker = new Worker(ENTRY, { resourceLimits: RESOURCES, env: {}, workerData: this.clock.shared });
  private readonly watch = setInterval(() => void this.look(), LOOK_MS).unref();
  /** The first of them is under way. */
  private readonly runs: Run[] = [];
  private firstSinceMs = 0;
  private count = 0;
  private isEnded = false;

  constructor() {
    // Whoever asked waits for the answer; an idle thread keeps no process alive.
    this.worker.unref();
    this.worker.on('message', (answer: TransformAnswer) => this.finish({ answer }));
    this.worker.on('messageerror', () => this.end({ crashed: 'its answer could not be read' }));
    this.worker.on('error', (error) => this.end({ crashed: error instanceof Error ? error.message : 'unknown' }));
    this.worker.on('exit', () => this.end({ crashed: 'it ended' }));
  }

  /** Whether it can run anything any more: an ended one is replaced. */
  get ended(): boolean {
    return this.isEnded;
  }

  /** Runs that have not come to anything yet. */
  get load(): number {
    return this.runs.length;
  }

  run(question: TransformQuestion): Promise<ThreadOutcome> {
    return new Promise((done) => {
      if (this.isEnded) return done({ crashed: 'it ended' });
      const number = ++this.count;
      if (this.runs.push({ number, done }) === 1) this.firstSinceMs = performance.now();
      const post: TransformPost = { run: number, question };
      this.worker.postMessage(post);
    });
  }

  /** The run under way, if there is one, ends so; what waits behind it has not been run. */
  end(outcome: ThreadOutcome): void {
    this.isEnded = true;
    clearInterval(this.watch);
    this.finish(outcome);
    for (const run of this.runs.splice(0)) run.done({ passedOver: true });
    void this.worker.terminate();
  }

  private finish(outcome: ThreadOutcome): void {
    const run = this.runs.shift();
    this.firstSinceMs = performance.now();
    run?.done(outcome);
  }

  private async look(): Promise<void> {
    const [run] = this.runs;
    if (!run) return;
    const sinceMs = performance.now() - this.firstSinceMs;
    if (sinceMs > KILL_MS) return this.end({ crashed: 'it got too little time' });
    // Before that nobody need be asked, and nearly all are over.
    if (sinceMs < KILL_CPU_MS) return;
    const usedMs = await processorTimeMs(this.worker);
    const beganMs = this.clock.beganMs(run.number);
    if (usedMs === null || beganMs === null || this.runs[0] !== run) return;
    if (usedMs - beganMs > KILL_CPU_MS) this.end({ killed: true });
  }
}
