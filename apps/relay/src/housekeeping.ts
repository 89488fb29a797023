import type { Clock } from '@posthorn/contracts';
import type { Logger } from '@posthorn/platform';
import {
  countStrays,
  DedupeSweep,
  DeliveryControl,
  ensurePartitions,
  Expunge,
  IdempotencyStore,
  type KeyRing,
  type KeyRotation,
  LedgerFold,
  type Database,
  type Retention,
  type StatisticsSweep,
  type Takeover,
} from '@posthorn/store';
import { Gauge, type Registry } from 'prom-client';

const TAKEOVER_MS = 5_000;
const PARTITIONS_MS = 3_600_000;
/** Finds a day to drop once a day; the other runs end what expires meanwhile, and drop what was in use. */
const RETENTION_MS = 600_000;
/** All 256 slices in three quarters of an hour. */
const SWEEP_MS = 10_000;
/** Attempts that were under way when their event was expunged are looked for this often. */
const EXPUNGE_MS = 60_000;
/** Some thousand deltas at most, which a reader of the ledger sums up. */
const FOLD_MS = 5_000;
/** Answers kept for an `Idempotency-Key` go within a minute of their time. */
const IDEMPOTENCY_MS = 60_000;
/** Another key that encrypts is heard of as soon as another configuration. */
const KEYS_MS = 1_000;

export interface HousekeepingParts {
  readonly database: Database;
  readonly takeover: Takeover;
  readonly retention: Retention;
  readonly statisticsSweep: StatisticsSweep;
  readonly keyRing: KeyRing;
  readonly keyRotation: KeyRotation;
  readonly onQueued: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registry: Registry;
}

/** What must be done now and then, whoever is asking. */
export class Housekeeping {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly sweep: DedupeSweep;
  private readonly expunge: Expunge;
  private readonly fold: LedgerFold;
  private readonly idempotency: IdempotencyStore;
  private readonly strays: Gauge;

  constructor(private readonly parts: HousekeepingParts) {
    const { pool } = parts.database;
    this.sweep = new DedupeSweep(pool);
    this.expunge = new Expunge(pool, new DeliveryControl(pool));
    this.fold = new LedgerFold(pool);
    this.idempotency = new IdempotencyStore(pool, parts.clock);
    this.strays = new Gauge({
      name: 'posthorn_partition_strays',
      help: "Rows outside every day's partition, which retention does not reach; anything but 0 is an alarm",
      registers: [parts.registry],
    });
  }

  /** Partitions must exist before the first event, and a dead predecessor's deliveries come before new ones. */
  async start(): Promise<void> {
    await this.partitions();
    await this.takeOver();
    this.every(TAKEOVER_MS, () => this.takeOver());
    this.every(PARTITIONS_MS, () => this.partitions());
    this.every(RETENTION_MS, () => this.retire());
    this.every(RETENTION_MS, () => this.parts.statisticsSweep.run());
    this.every(SWEEP_MS, () => this.sweep.next());
    this.every(EXPUNGE_MS, () => this.expunge.runLate());
    this.every(FOLD_MS, () => this.fold.run());
    this.every(IDEMPOTENCY_MS, () => this.idempotency.sweep());
    this.every(KEYS_MS, () => this.parts.keyRing.follow());
    this.every(KEYS_MS, () => this.rotate());
  }

  stop(): void {
    this.parts.retention.stop();
    this.parts.keyRotation.stop();
    for (const timer of this.timers) clearInterval(timer);
  }

  private every(ms: number, work: () => Promise<unknown>): void {
    let running = false;
    const run = (): void => {
      if (running) return;
      running = true;
      void work()
        .catch((error: unknown) => this.parts.logger.warn({ err: error }, 'housekeeping failed, will try again'))
        .finally(() => (running = false));
    };
    this.timers.push(setInterval(run, ms).unref());
  }

  private async takeOver(): Promise<void> {
    const taken = await this.parts.takeover.run();
    for (const one of taken) this.parts.logger.info({ ...one }, 'took over from a process that is gone');
    if (taken.length > 0) this.parts.onQueued();
  }

  private async partitions(): Promise<void> {
    const { database, clock, logger } = this.parts;
    const { missing } = await ensurePartitions(database.pool, clock.now());
    if (missing.length > 0) logger.warn({ missing }, 'partitions could not be made, will try again');
    const strays = await countStrays(database.pool);
    this.strays.set(strays);
    if (strays > 0) logger.error({ strays }, 'rows outside every partition: retention will not reach them');
  }

  private async rotate(): Promise<void> {
    const finished = await this.parts.keyRotation.run();
    if (!finished) return;
    const { keyId, moved, unreadable } = finished;
    this.parts.logger.info({ keyId, moved }, 'everything sealed was re-encrypted');
    if (unreadable > 0)
      this.parts.logger.error({ keyId, unreadable }, 'values did not open with their encryption key, and were left alone');
  }

  private async retire(): Promise<void> {
    const run = await this.parts.retention.run();
    if (!run) return;
    const { expired, dropped, busy } = run;
    if (expired > 0) this.parts.logger.warn({ expired }, 'deliveries still waited when their event expired, and failed');
    if (dropped.length > 0) this.parts.logger.info({ dropped }, 'dropped history past its retention');
    if (busy !== null) this.parts.logger.warn({ busy }, 'history past its retention is in use, will try again');
  }
}
