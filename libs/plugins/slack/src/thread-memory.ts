import { untilAborted } from '@posthorn/plugin-sdk';

const MAX_THREADS = 10_000;

/**
 * Which message begins a thread, as far as this process knows: spares looking into the channel for each message, and keeps messages of one
 * thread that come together from beginning two. Nothing is lost with it: the channel itself has which message it was.
 */
export class ThreadMemory {
  private readonly known = new Map<string, string>();
  private readonly beginning = new Map<string, Promise<unknown>>();

  get(key: string): string | undefined {
    return this.known.get(key);
  }

  remember(key: string, ts: string): void {
    this.known.delete(key);
    this.known.set(key, ts);
    if (this.known.size <= MAX_THREADS) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }

  forget(key: string): void {
    this.known.delete(key);
  }

  /** Runs `work` when no other work on this thread runs in this process. Rejects with the signal's reason if it fires before. */
  async alone<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let other = this.beginning.get(key); other !== undefined; other = this.beginning.get(key)) {
      // Whatever became of it: this one looks for itself.
      const over = other.catch(() => undefined);
      await untilAborted(over, signal);
    }
    const running = work();
    this.beginning.set(key, running);
    try {
      return await running;
    } finally {
      this.beginning.delete(key);
    }
  }
}
