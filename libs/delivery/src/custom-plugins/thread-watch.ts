import type { Worker } from 'node:worker_threads';

const TICK_MS = 250;
/** Processor time within which a thread must come back to its messages. */
const HANG_CPU_MS = 1_500;
/** However little of the processor it got, or while it sleeps. */
const HANG_MS = 10_000;
/** Without a sign of life for so long it is silent. */
const SILENT_MS = 500;
/** Outside of JavaScript's heap (buffers), beyond what it was given. */
const MAX_EXTERNAL_BYTES = 256 * 1024 * 1024;
/** What is given is copied once or twice on its way. */
const COPIES = 3;

export interface WatchEvents {
  ping(): void;
  /** Bytes of events that are there by the relay's own doing. */
  bytesGiven(): number;
  onFault(fault: 'hung' | 'out-of-memory'): void;
}

/** Sees, while it has something to do, that a thread still answers and keeps to its memory. */
export class ThreadWatch {
  private timer: NodeJS.Timeout | null = null;
  private askedMs: number | null = null;
  private cpuAtFirstLookMs: number | null = null;

  constructor(
    private readonly worker: Pick<Worker, 'cpuUsage' | 'getHeapStatistics'>,
    private readonly events: WatchEvents,
  ) {}

  begin(): void {
    this.timer ??= setInterval(() => void this.look(), TICK_MS).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.askedMs = null;
  }

  heard(): void {
    this.askedMs = null;
  }

  get isSilent(): boolean {
    return this.askedMs !== null && performance.now() - this.askedMs >= SILENT_MS;
  }

  private async look(): Promise<void> {
    const asked = this.askedMs;
    if (asked === null) {
      this.askedMs = performance.now();
      this.cpuAtFirstLookMs = null;
      this.events.ping();
    } else if (performance.now() - asked > HANG_MS) return this.events.onFault('hung');
    // Both can be asked of a thread that is busy.
    const [usage, heap] = await Promise.all([this.worker.cpuUsage(), this.worker.getHeapStatistics()]).catch(() => [null, null] as const);
    if (usage === null || this.timer === null) return;
    if (heap.external_memory > MAX_EXTERNAL_BYTES + COPIES * this.events.bytesGiven()) return this.events.onFault('out-of-memory');
    if (asked === null || this.askedMs !== asked) return;
    const usedMs = (usage.user + usage.system) / 1_000;
    this.cpuAtFirstLookMs ??= usedMs;
    if (usedMs - this.cpuAtFirstLookMs > HANG_CPU_MS) this.events.onFault('hung');
  }
}
