import type { ReadyFacts } from '../ready-block.js';
import { isMessage, type FromWorker, type ToWorker } from './messages.js';

/** The primary does not answer within its own limit and a bit: then it is gone, and so are we soon. */
const LIMIT_MS = 2_000;

/** This worker's line to its primary, and through it to its siblings. */
export class Siblings {
  private changes = 0;
  private readonly waiting = new Map<number, () => void>();
  private apply: () => Promise<void> = () => Promise.resolve();

  constructor() {
    process.on('message', (message: unknown) => {
      if (!isMessage<ToWorker>(message)) return;
      if (message.kind === 'everywhere') this.waiting.get(message.change)?.();
      else void this.answer(message.round);
    });
  }

  /** `apply` reads the configuration again; siblings that changed it wait for that. Answers how to tell them of a change of ours. */
  join(apply: () => Promise<void>): () => Promise<void> {
    this.apply = apply;
    return () => this.changed();
  }

  ready(facts: ReadyFacts): void {
    this.tell({ kind: 'ready', facts });
  }

  /** Resolves when every sibling has applied the change that this worker has just committed. */
  private async changed(): Promise<void> {
    const change = ++this.changes;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LIMIT_MS);
      this.waiting.set(change, () => {
        clearTimeout(timer);
        resolve();
      });
      this.tell({ kind: 'changed', change });
    });
    this.waiting.delete(change);
  }

  /** Silent if it fails: a worker that cannot apply a change is replaced by one that can. */
  private async answer(round: number): Promise<void> {
    await this.apply();
    this.tell({ kind: 'applied', round });
  }

  private tell(message: FromWorker): void {
    process.send?.(message);
  }
}
