import cluster, { type Worker } from 'node:cluster';
import type { Logger } from '@posthorn/platform';
import type { ReadyFacts } from '../ready-block.js';
import { isMessage, type FromWorker, type ToWorker } from './messages.js';

/** A worker that has not applied a change by then would answer by the old configuration: it is replaced (design section 3). */
const APPLY_LIMIT_MS = 500;
const FIRST_RESTART_MS = 100;
const LAST_RESTART_MS = 5_000;
/** A worker that lived this long did not die of its start. */
const STABLE_MS = 30_000;

export interface PrimaryOptions {
  readonly workers: number;
  /** Environment of the workers, on top of the primary's own. */
  readonly env: Readonly<Record<string, string>>;
  readonly logger: Logger;
}

/** Runs so many workers on one port, replaces those that die, and carries changes of the configuration between them. */
export class Primary {
  private readonly startedAtMs = new Map<number, number>();
  private readonly ready = new Set<number>();
  /** They may be asked by a sender before they have told that they are ready. */
  private readonly listening = new Set<number>();
  private readonly rounds = new Map<number, Round>();
  private lastRound = 0;
  private deaths = 0;
  private stopping = false;
  private facts: ReadyFacts | null = null;
  private onReady: (facts: ReadyFacts) => void = () => undefined;
  private onFailed: (code: number) => void = () => undefined;

  constructor(private readonly options: PrimaryOptions) {
    cluster.on('message', (worker, message: unknown) => {
      if (isMessage<FromWorker>(message)) this.hear(worker, message);
    });
    cluster.on('listening', (worker) => this.listening.add(worker.id));
    cluster.on('exit', (worker, code) => this.left(worker, code));
  }

  /** Resolves when every worker takes requests; rejects with the exit code of one that could not start. */
  start(): Promise<ReadyFacts> {
    return new Promise((resolve, reject) => {
      this.onReady = resolve;
      this.onFailed = (code) => reject(new WorkerFailedError(code));
      for (let n = 0; n < this.options.workers; n++) this.fork();
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const living = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(
      living.map(
        (worker) =>
          new Promise<void>((resolve) => {
            worker.once('exit', () => resolve());
            worker.process.kill('SIGTERM');
          }),
      ),
    );
  }

  private fork(): void {
    const worker = cluster.fork(this.options.env);
    this.startedAtMs.set(worker.id, performance.now());
  }

  private hear(worker: Worker, message: FromWorker): void {
    if (message.kind === 'ready') return this.becameReady(worker, message.facts);
    if (message.kind === 'changed') return void this.carry(worker, message.change);
    this.rounds.get(message.round)?.done(worker.id);
  }

  private becameReady(worker: Worker, facts: ReadyFacts): void {
    this.ready.add(worker.id);
    // Whichever worker made the first operator knows the password.
    this.facts = { ...facts, operator: this.facts?.operator ?? facts.operator };
    if (this.ready.size === this.options.workers) this.onReady(this.facts);
  }

  /** Has every sibling apply a change before the worker that made it answers. */
  private async carry(origin: Worker, change: number): Promise<void> {
    const siblings = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const asked = siblings.filter((worker) => worker.id !== origin.id && this.listening.has(worker.id));
    const id = ++this.lastRound;
    const round = new Round(asked.map((worker) => worker.id));
    this.rounds.set(id, round);
    for (const worker of asked) tell(worker, { kind: 'apply', round: id });
    await Promise.all((await round.within(APPLY_LIMIT_MS)).map((silent) => this.replace(silent)));
    this.rounds.delete(id);
    tell(origin, { kind: 'everywhere', change });
  }

  /** Resolves when it is gone: until then it may still answer by the old configuration. */
  private async replace(id: number): Promise<void> {
    const worker = cluster.workers?.[id];
    if (!worker || worker.isDead()) return;
    this.options.logger.error({ worker: id }, 'worker did not apply a change in time and is replaced');
    await new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
      worker.process.kill('SIGKILL');
    });
  }

  private left(worker: Worker, code: number): void {
    const lived = performance.now() - (this.startedAtMs.get(worker.id) ?? 0);
    this.startedAtMs.delete(worker.id);
    this.listening.delete(worker.id);
    const wasReady = this.ready.delete(worker.id);
    for (const round of this.rounds.values()) round.done(worker.id);
    if (this.stopping) return;
    if (!wasReady && this.facts === null) return this.onFailed(code);
    this.deaths = lived > STABLE_MS ? 0 : this.deaths + 1;
    const afterMs = Math.min(LAST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.min(this.deaths, 10));
    this.options.logger.error({ worker: worker.id, code, afterMs }, 'worker died and is started again');
    setTimeout(() => {
      if (!this.stopping) this.fork();
    }, afterMs);
  }
}

/** The siblings that have yet to apply one change. */
class Round {
  private readonly silent: Set<number>;
  private finish: () => void = () => undefined;

  constructor(workers: readonly number[]) {
    this.silent = new Set(workers);
  }

  done(worker: number): void {
    this.silent.delete(worker);
    if (this.silent.size === 0) this.finish();
  }

  /** Answers those that said nothing in time. */
  async within(limitMs: number): Promise<readonly number[]> {
    if (this.silent.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        this.finish = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return [...this.silent];
  }
}

/** A worker ended before it took requests; it has said why. */
export class WorkerFailedError extends Error {
  override readonly name = 'WorkerFailedError';

  constructor(readonly exitCode: number) {
    super('a worker could not start');
  }
}

function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message);
}
