import type { PluginFacts } from './plugin-messages.js';
import type { PluginThread, LoadFault } from './plugin-thread.js';

/** A thread that lived this long did not die of its start. */
const STABLE_MS = 10_000;
const FIRST_BACK_OFF_MS = 250;
const LAST_BACK_OFF_MS = 30_000;
const IDLE_MS = 30_000;

/** Whose it is, and what follows from that. */
export interface LaneRules {
  /** So many threads may die young before the next one is started later and later. */
  readonly freeDeaths: number;
  /** Lets go of its thread when there is nothing to do. */
  readonly endsIdle: boolean;
}

/** One thread after the other: a new one when it is needed, later and later where they die young. */
export class ThreadLane {
  private thread: PluginThread | null = null;
  private readonly retired = new Set<PluginThread>();
  private deaths = 0;
  private notBeforeMs = 0;
  private idleTimer: NodeJS.Timeout | null = null;

  constructor(
    private readonly start: () => PluginThread,
    private readonly rules: LaneRules,
  ) {}

  get isIdle(): boolean {
    return this.thread === null || this.thread.isIdle;
  }

  /** Until a new thread may be started, in milliseconds. */
  get backOffMs(): number {
    return this.thread ? 0 : Math.max(0, this.notBeforeMs - performance.now());
  }

  /** With the plugin on it, or why it is not. */
  async ready(): Promise<{ readonly thread: PluginThread; readonly outcome: PluginFacts | LoadFault }> {
    if (this.idleTimer) clearTimeout(this.idleTimer);
    this.idleTimer = null;
    const thread = (this.thread ??= this.start());
    return { thread, outcome: await thread.loaded };
  }

  /** Whether it was this lane's. */
  ended(thread: PluginThread): boolean {
    if (this.retired.delete(thread)) return true;
    if (this.thread !== thread) return false;
    this.thread = null;
    this.deaths = performance.now() - thread.startedMs > STABLE_MS ? 1 : this.deaths + 1;
    const over = this.deaths - this.rules.freeDeaths;
    const backOffMs = over <= 0 ? 0 : Math.min(LAST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(over, 10));
    this.notBeforeMs = performance.now() + backOffMs;
    return true;
  }

  retire(thread: PluginThread): void {
    if (this.thread !== thread) return;
    this.thread = null;
    this.retired.add(thread);
  }

  rest(): void {
    if (!this.rules.endsIdle || !this.thread?.isIdle || this.idleTimer) return;
    this.idleTimer = setTimeout(() => {
      this.idleTimer = null;
      if (this.thread?.isIdle) this.letGo();
    }, IDLE_MS).unref();
  }

  /** Ends its threads without counting that as a death. */
  letGo(): void {
    const threads = [...(this.thread ? [this.thread] : []), ...this.retired];
    this.thread = null;
    this.retired.clear();
    for (const thread of threads) thread.end('stopped');
  }
}
