import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { TRANSFORM_TIME_LIMIT_MS } from '@posthorn/contracts';
import type { TransformAnswer, TransformQuestion } from './transform-message.js';

/** A thread runs what was built, whoever starts it; without a build, as in development, the source by the loader that its starter has. */
const BUILT = new URL('../../dist/transform/transform.worker.js', import.meta.url);
const ENTRY = existsSync(BUILT) ? BUILT : new URL('./transform.worker.ts', import.meta.url);
/** The engine looks at its own limits first; in the host they are only for what it misses. */
const RESOURCES = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 16 } as const;
const LOOK_MS = 100;
/** Processor time, from the first look on, after which what the engine could not interrupt is ended with its thread. */
const KILL_CPU_MS = TRANSFORM_TIME_LIMIT_MS + 100;
/** However little of the processor it got: that is the machine's fault and not the code's. */
const KILL_MS = 5_000;

/** What a run came to: an answer, an end because its time was over, or a fault that says nothing about the code. */
export type ThreadOutcome = { readonly answer: TransformAnswer } | { readonly killed: true } | { readonly crashed: string };

interface Run {
  readonly startedMs: number;
  readonly done: (outcome: ThreadOutcome) => void;
  /** `null` = it ends before anybody looks, as nearly all do. */
  cpuAtFirstLookMs: number | null;
}

/** One thread that runs one transform at a time. */
export class TransformThread {
  private readonly worker = new Worker(ENTRY, { resourceLimits: RESOURCES, env: {} });
  private readonly watch = setInterval(() => void this.look(), LOOK_MS).unref();
  private current: Run | null = null;
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

  run(question: TransformQuestion): Promise<ThreadOutcome> {
    return new Promise((done) => {
      this.current = { startedMs: performance.now(), done, cpuAtFirstLookMs: null };
      if (this.isEnded) return this.finish({ crashed: 'it ended' });
      this.worker.postMessage(question);
    });
  }

  /** The run under way, if there is one, ends so. */
  end(outcome: ThreadOutcome): void {
    this.isEnded = true;
    clearInterval(this.watch);
    this.finish(outcome);
    void this.worker.terminate();
  }

  private finish(outcome: ThreadOutcome): void {
    const run = this.current;
    this.current = null;
    run?.done(outcome);
  }

  private async look(): Promise<void> {
    const run = this.current;
    if (run === null) return;
    if (performance.now() - run.startedMs > KILL_MS) return this.end({ crashed: 'it got too little time' });
    const usage = await this.worker.cpuUsage().catch(() => null);
    if (usage === null || this.current !== run) return;
    const usedMs = (usage.user + usage.system) / 1_000;
    run.cpuAtFirstLookMs ??= usedMs;
    if (usedMs - run.cpuAtFirstLookMs > KILL_CPU_MS) this.end({ killed: true });
  }
}
