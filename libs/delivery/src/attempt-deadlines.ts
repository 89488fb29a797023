/** Looks at every attempt under way this often: one timer for all instead of one for each delivery. */
const TICK_MS = 50;
/** A plugin that ignores its signal is left behind after this long. */
const GRACE_MS = 1_000;

export type CutReason = 'timeout' | 'shutdown';

interface Running {
  readonly controller: AbortController;
  readonly deadlineMs: number;
  readonly cut: (reason: CutReason) => void;
  reason: CutReason | null;
  leaveAtMs: number;
}

/** One attempt's time: its signal, and a promise that settles if the plugin outlives it. */
export interface AttemptTime {
  readonly signal: AbortSignal;
  /** Why the signal fired; `null` = it has not. */
  reason(): CutReason | null;
  /** Settles a second after the signal fired: the plugin did not listen. */
  readonly left: Promise<CutReason>;
  done(): void;
}

/** Ends attempts at their deadline, or all of them at a shutdown. */
export class AttemptDeadlines {
  private readonly running = new Set<Running>();
  private timer: NodeJS.Timeout | null = null;

  start(timeoutMs: number): AttemptTime {
    const controller = new AbortController();
    let cut: (reason: CutReason) => void = () => undefined;
    const left = new Promise<CutReason>((resolve) => (cut = resolve));
    const entry: Running = { controller, deadlineMs: performance.now() + timeoutMs, cut, reason: null, leaveAtMs: 0 };
    this.running.add(entry);
    this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
    return { signal: controller.signal, reason: () => entry.reason, left, done: () => this.finish(entry) };
  }

  cutAll(reason: CutReason): void {
    for (const entry of this.running) this.fire(entry, reason);
  }

  private tick(): void {
    const now = performance.now();
    for (const entry of this.running) {
      if (entry.reason === null && entry.deadlineMs <= now) this.fire(entry, 'timeout');
      else if (entry.reason !== null && entry.leaveAtMs <= now) entry.cut(entry.reason);
    }
  }

  private fire(entry: Running, reason: CutReason): void {
    if (entry.reason !== null) return;
    entry.reason = reason;
    entry.leaveAtMs = performance.now() + GRACE_MS;
    entry.controller.abort();
  }

  private finish(entry: Running): void {
    this.running.delete(entry);
    if (this.running.size === 0 && this.timer) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }
}
