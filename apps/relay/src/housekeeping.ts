import type { Clock } from '@posthorn/contracts';
import type { Logger } from '@posthorn/platform';
import { countStrays, DedupeSweep, ensurePartitions, type Database, type Takeover } from '@posthorn/store';

const TAKEOVER_MS = 5_000;
const PARTITIONS_MS = 3_600_000;
/** All 256 slices in three quarters of an hour. */
const SWEEP_MS = 10_000;

/** What must be done now and then, whoever is asking. */
export class Housekeeping {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly sweep: DedupeSweep;

  constructor(
    private readonly database: Database,
    private readonly takeover: Takeover,
    private readonly onQueued: () => void,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    this.sweep = new DedupeSweep(database.pool);
  }

  /** Partitions must exist before the first event, and a dead predecessor's deliveries come before new ones. */
  async start(): Promise<void> {
    await this.partitions();
    await this.takeOver();
    this.every(TAKEOVER_MS, () => this.takeOver());
    this.every(PARTITIONS_MS, () => this.partitions());
    this.every(SWEEP_MS, () => this.sweep.next());
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private every(ms: number, work: () => Promise<unknown>): void {
    let running = false;
    const run = (): void => {
      if (running) return;
      running = true;
      void work()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'housekeeping failed, will try again'))
        .finally(() => (running = false));
    };
    this.timers.push(setInterval(run, ms).unref());
  }

  private async takeOver(): Promise<void> {
    const taken = await this.takeover.run();
    for (const one of taken) this.logger.info({ ...one }, 'took over from a process that is gone');
    if (taken.length > 0) this.onQueued();
  }

  private async partitions(): Promise<void> {
    await ensurePartitions(this.database.pool, this.clock.now());
    const strays = await countStrays(this.database.pool);
    if (strays > 0) this.logger.error({ strays }, 'rows outside every partition: retention will not reach them');
  }
}
