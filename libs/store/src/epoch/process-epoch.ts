import type { Clock, Uuid } from '@posthorn/contracts';
import pg from 'pg';
import { EPOCH_LOCK_CLASS } from '../advisory-locks.js';
import { backOff } from '../back-off.js';
import { IdGenerator } from '../events/event-id.js';
import { LEAVE_EPOCH, RELEASE_CLAIMS } from '../sql/take-over.sql.js';
import { EpochEndedError } from '../store-errors.js';
import { HeldClock } from './held-clock.js';
import { UnsettledEvents } from './unsettled-events.js';

const HEARTBEAT_MS = 2_000;
/** After this long without a heartbeat anybody may end an epoch whose advisory lock is still held. */
export const EPOCH_TTL_SECONDS = 15;
/** A line that was cut without a word is noticed by silence; TCP alone would wait for hours. */
const QUERY_TIMEOUT_MS = 5_000;
/** Within its time to live minus room for a slow clock: after this long without a heartbeat no attempt may start. */
const MAY_ATTEMPT_MS = 10_000;
const NOW_MS = 'extract(epoch from clock_timestamp()) * 1000 as now_ms';

export interface EpochOptions {
  readonly url: string;
  readonly clock: Clock;
  /** `false` = ids follow the clock wherever it goes: for tests that make history. */
  readonly holdClock?: boolean;
  readonly onError: (error: unknown) => void;
}

/**
 * One life of this process in the database, and the fence around what it writes. It holds a session advisory lock on a connection
 * of its own, so that a successor can tell at once that this life is over.
 * States: begun → (connection lost → the same epoch on a new connection) → ended, by itself or by another; then a new one is begun.
 */
export class ProcessEpoch {
  readonly ids: IdGenerator;
  readonly unsettled = new UnsettledEvents();
  private readonly clock: HeldClock;
  private client: pg.Client | null = null;
  private epoch = 0;
  private renewedAtMs = 0;
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  private isClosed = false;
  private endListeners: (() => void)[] = [];

  constructor(private readonly options: EpochOptions) {
    this.clock = new HeldClock(options.clock);
    this.ids = new IdGenerator(this.clock);
  }

  get current(): number {
    return this.epoch;
  }

  /** No statement may be repeated any more: the process is on its way out. */
  get closed(): boolean {
    return this.isClosed;
  }

  /** Whether a new attempt may start: the epoch was renewed recently by the monotonic clock. */
  get mayAttempt(): boolean {
    return !this.isClosed && this.epoch !== 0 && performance.now() - this.renewedAtMs < MAY_ATTEMPT_MS;
  }

  /** Called when another process has ended this epoch: drop what memory holds, the other one has taken it over. */
  onEnded(listener: () => void): void {
    this.endListeners.push(listener);
  }

  async begin(): Promise<void> {
    await this.connect();
    await this.takeEpoch();
    this.timer = setInterval(() => void this.beat(), HEARTBEAT_MS).unref();
  }

  /** A statement found that the fence is down. Answers the error to throw. */
  noticeEnd(epoch: number): EpochEndedError {
    if (epoch !== 0 && epoch === this.epoch && !this.isClosed) {
      this.epoch = 0;
      this.unsettled.clear();
      for (const listener of this.endListeners) listener();
      void this.beat();
    }
    return new EpochEndedError(`epoch ${epoch} has ended`);
  }

  /** Ends the epoch, with nothing left for a successor to wait for. */
  async end(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.timer) clearInterval(this.timer);
    await this.beating;
    try {
      if (this.epoch !== 0) await this.leave();
    } finally {
      await this.client?.end().catch(() => undefined);
    }
  }

  /** One transaction: of an epoch that has ended with nothing to scan, nobody would look for claims. */
  private async leave(): Promise<void> {
    await this.client?.query('begin');
    await this.client?.query({ ...LEAVE_EPOCH, values: [this.epoch, this.unsettled.lowest()] });
    await this.client?.query({ ...RELEASE_CLAIMS, values: [this.epoch] });
    await this.client?.query('commit');
  }

  /** Renews the epoch now; also called by the timer. One at a time. */
  beat(): Promise<void> {
    this.beating ??= this.renew()
      .catch((error: unknown) => this.options.onError(error))
      .finally(() => (this.beating = null));
    return this.beating;
  }

  private async renew(): Promise<void> {
    if (this.isClosed) return;
    if (!this.client) await this.connect();
    if (this.epoch === 0) return await this.takeEpoch();
    const epoch = this.epoch;
    const started = performance.now();
    // With nothing unsettled, every id to come is larger than one made now.
    const lowWater: Uuid = this.unsettled.lowest() ?? this.ids.eventId();
    const { rowCount, rows } = await this.query(
      `update process set heartbeat = now(), low_water = $2 where epoch = $1 and ended_at is null returning ${NOW_MS}`,
      [epoch, lowWater],
    );
    if (rowCount === 0) return void this.noticeEnd(epoch);
    this.renewedAtMs = started;
    this.learn(rows[0]);
  }

  private learn(row: Record<string, unknown> | undefined): void {
    if (row && this.options.holdClock !== false) this.clock.learn(Number(row['now_ms']));
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url,
      keepAlive: true,
      connectionTimeoutMillis: QUERY_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      application_name: 'posthorn epoch',
    });
    client.on('error', (error) => {
      this.options.onError(error);
      if (this.client === client) this.client = null;
    });
    await client.connect();
    this.client = client;
    // Not waited for: without a heartbeat meanwhile, the wait alone would end the epoch.
    if (this.epoch !== 0) void this.lock(client, this.epoch).catch(this.options.onError);
  }

  private async takeEpoch(): Promise<void> {
    const started = performance.now();
    const { rows } = await this.query(`select nextval($1)::int as epoch, ${NOW_MS}`, ['process_epoch']);
    this.learn(rows[0]);
    const epoch = Number(rows[0]?.['epoch']);
    // Locked before it can be seen: another relay would take an epoch without its lock for a dead one.
    if (this.client) await this.lock(this.client, epoch);
    await this.query('insert into process (epoch, low_water) values ($1, $2)', [epoch, this.ids.eventId()]);
    this.epoch = epoch;
    this.renewedAtMs = started;
  }

  /** After a lost connection the server may still hold the old session's lock for a moment: wait for it, do not queue behind it. */
  private async lock(client: pg.Client, epoch: number): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt++) {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [EPOCH_LOCK_CLASS, epoch]);
      if (rows[0]?.held) return;
      await backOff(attempt);
      if (this.client !== client || this.isClosed) return;
    }
    this.options.onError(new Error(`the advisory lock of epoch ${epoch} is still held by an older session`));
  }

  private async query(text: string, values: unknown[]): Promise<pg.QueryResult<Record<string, unknown>>> {
    const client = this.client;
    if (!client) throw new Error('the connection of this epoch is lost');
    try {
      return await client.query<Record<string, unknown>>(text, values);
    } catch (error) {
      if (this.client === client) this.client = null;
      client.end().catch(() => undefined);
      throw error;
    }
  }
}
