import { hash } from 'node:crypto';
import type { Uuid } from '@posthorn/contracts';
import type { Pool } from 'pg';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { GroupCommit } from '../group-commit.js';
import { SearchKeyWriter } from '../search-keys/search-key-writer.js';
import { ACCEPT } from '../sql/accept.sql.js';
import { DUPLICATES } from '../sql/duplicates.sql.js';
import { STORED_EVENTS } from '../sql/stored-events.sql.js';
import { blamesData, isTransient, NotStorableError, StoreUnavailableError } from '../store-errors.js';
import { backOff } from '../back-off.js';
import { Admission, type Statement } from './admission.js';
import { acceptValues, pendingEvent, sizeOf, type PendingEvent } from './accept-batch.js';
import { MAX_ROUTES } from './routes-block.js';
import type { Accepted, Handoff, NewEvent } from './new-event.js';

/** A batch of 500 events or 8 MiB, at most two in flight (design section 3). */
const LIMITS = { maxItems: 500, maxBytes: 8 * 1024 * 1024, maxInFlight: 2 } as const;
/** What `Admission` expects can be wrong. Who has waited so long, and is in no statement yet, is told to come again all the same. */
const MAX_WAIT_MS = 550;
/** Bounds of memory, whatever the database can take. */
const MAX_WAITING_EVENTS = 5_000;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** How much further it goes for a project of which nothing waits. */
const ROOM_FOR_OTHERS = 1.5;
/** A sender that hears nothing for longer gives up by itself, and no longer knows what happened. */
export const COMMIT_DEADLINE_MS = 2_500;
const SWEEP_MS = 50;

const NO_WINNERS: ReadonlyMap<Uuid, Uuid> = new Map();

/** What became of one event of a batch; its neighbours may fare otherwise. */
type Fate = Accepted | Error;

interface Open {
  readonly pending: PendingEvent;
  /** By the monotonic clock: the wall's may jump. */
  readonly sinceMs: number;
  readonly reject: (error: unknown) => void;
}

/** One batch's way to its fate. */
interface Run {
  readonly epoch: number;
  readonly statement: Statement;
  readonly fates: Map<Uuid, Fate>;
  /** An earlier try may have stored it. */
  isRepeated: boolean;
}

/** For a process that does not deliver: every route goes to the queue. */
export function leaveToOthers(wake: () => void): Handoff {
  return {
    plan: (route) => ({ to: 'queue', delayMs: route.delaySeconds * 1_000 }),
    give: () => undefined,
    queued: wake,
  };
}

/**
 * Accepts events: a resolved promise means that the event and its routes are committed (G1).
 * Every event goes: turned away (nothing of it is kept), or waiting → in a statement → decided; a statement whose fate is unknown is repeated
 * until it is known. One whose sender has been told 503 meanwhile is abandoned: forgotten while it waits, decided all the same in a statement.
 */
export class EventWriter {
  private handoff = leaveToOthers(() => undefined);
  private readonly commits: GroupCommit<PendingEvent, Fate>;
  private readonly admission = new Admission(LIMITS);
  private readonly open = new Set<Open>();
  private readonly byKey = new Map<string, Promise<Accepted>>();
  private waitingBytes = 0;
  private sweeper: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly epoch: ProcessEpoch,
    /** Flush it at a shutdown. */
    readonly searchKeys = new SearchKeyWriter(pool, epoch),
  ) {
    const { admission } = this;
    this.commits = new GroupCommit((batch) => this.write(batch), {
      get maxItems() {
        return Math.ceil(LIMITS.maxItems * admission.maxFill);
      },
      get maxBytes() {
        return LIMITS.maxBytes * admission.maxFill;
      },
      maxInFlight: LIMITS.maxInFlight,
    });
  }

  setHandoff(handoff: Handoff): void {
    this.handoff = handoff;
  }

  /** Throws `StoreUnavailableError` (503: try again) or `NotStorableError` (422). */
  async accept(event: NewEvent): Promise<Accepted> {
    const once = event.externalId ?? event.onceAs;
    if (once === undefined) return this.store(event, null);
    const key = dedupeKeyOf(event.sourceId, once);
    const text = key.toString('latin1');
    const first = this.byKey.get(text);
    // Equal keys within a process share the first one's fate: a statement cannot write one key twice.
    if (first) return { eventId: (await first).eventId, duplicate: true };
    const accepted = this.store(event, key).finally(() => this.byKey.delete(text));
    this.byKey.set(text, accepted);
    return accepted;
  }

  /** Settles when every event that was given has its fate. */
  drained(): Promise<void> {
    return this.commits.drained();
  }

  private store(event: NewEvent, dedupeKey: Buffer | null): Promise<Accepted> {
    if (Math.max(event.routes.length, event.filtered?.length ?? 0) > MAX_ROUTES)
      return Promise.reject(new NotStorableError(`an event has at most ${MAX_ROUTES} routes`));
    const sinceMs = performance.now();
    const backlog = this.commits.backlogOf(event.projectId);
    // What one project's flood has filled is not full for another that has nothing waiting (G6).
    const room = backlog.items > 0 ? 1 : ROOM_FOR_OTHERS;
    if (this.open.size >= room * MAX_WAITING_EVENTS || this.waitingBytes >= room * MAX_WAITING_BYTES)
      return Promise.reject(new StoreUnavailableError('too many events wait for the database'));
    if (!this.admission.admits(backlog, sinceMs)) return Promise.reject(new StoreUnavailableError('the database is not keeping up'));
    const id = this.epoch.ids.eventId();
    const pending = pendingEvent({ id, epoch: this.epoch.current }, event, dedupeKey, (route) => this.handoff.plan(route));
    const bytes = sizeOf(pending);
    this.epoch.unsettled.add(id, pending.handed.length + (hasSearchKeys(event) ? 2 : 1));
    this.waitingBytes += bytes;
    return new Promise<Accepted>((resolve, reject) => {
      const open: Open = { pending, sinceMs, reject };
      this.open.add(open);
      this.sweeper ??= setInterval(() => this.sweep(), SWEEP_MS).unref();
      void this.commits
        .add(pending, bytes, event.projectId)
        .then((fate) => (fate instanceof Error ? reject(fate) : resolve(fate)), reject)
        .finally(() => {
          this.waitingBytes -= bytes;
          this.open.delete(open);
        });
    });
  }

  /** One timer for all: events are opened in order, so the first that is in time whether it waits or not ends the search. */
  private sweep(): void {
    const now = performance.now();
    for (const open of this.open) {
      const waitedMs = now - open.sinceMs;
      if (waitedMs < MAX_WAIT_MS) return;
      if (open.pending.begun && waitedMs < COMMIT_DEADLINE_MS) continue;
      open.pending.abandoned = true;
      this.open.delete(open);
      open.reject(new StoreUnavailableError(`not committed within ${Math.round(waitedMs)} ms`));
    }
    if (this.open.size === 0 && this.sweeper) {
      clearInterval(this.sweeper);
      this.sweeper = null;
    }
  }

  private async write(batch: readonly PendingEvent[]): Promise<readonly Fate[]> {
    const epoch = this.epoch.current;
    // Abandoned before any statement saw them, or older than this epoch: their fate is known, they do not exist.
    const isWanted = (pending: PendingEvent): boolean => !pending.abandoned && pending.epoch === epoch;
    const wanted = batch.filter(isWanted);
    for (const pending of batch) if (!isWanted(pending)) this.epoch.unsettled.forget(pending.id);
    const fates = new Map<Uuid, Fate>();
    if (wanted.length > 0) {
      for (const pending of wanted) pending.begun = true;
      const bytes = wanted.reduce((sum, pending) => sum + sizeOf(pending), 0);
      const statement = this.admission.begin(wanted.length, bytes, performance.now());
      await this.decide({ epoch, statement, fates, isRepeated: false }, wanted).finally(() =>
        this.admission.end(statement, performance.now()),
      );
    }
    return batch.map((pending) => fates.get(pending.id) ?? new StoreUnavailableError('not stored'));
  }

  /** Repeats the statement until its fate is known; a batch that holds something Postgres refuses is halved until that stands alone. */
  private async decide(run: Run, batch: readonly PendingEvent[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.commit(run, batch);
      } catch (error) {
        if (blamesData(error) && batch.length > 1) {
          const middle = batch.length >> 1;
          await this.decide(run, batch.slice(0, middle));
          return await this.decide(run, batch.slice(middle));
        }
        if (isTransient(error) && !this.epoch.closed) {
          run.isRepeated = true;
          await backOff(attempt);
          continue;
        }
        const fate = blamesData(error)
          ? new NotStorableError('the database refuses this record', { cause: error })
          : new StoreUnavailableError('not stored', { cause: error });
        for (const pending of batch) {
          // At a shutdown the fate of a lost statement stays unknown: a successor looks for its events.
          if (!isTransient(error)) this.epoch.unsettled.forget(pending.id);
          run.fates.set(pending.id, fate);
        }
        return;
      }
    }
  }

  private async commit({ epoch, statement, fates, isRepeated }: Run, batch: readonly PendingEvent[]): Promise<void> {
    statement.triedMs = performance.now();
    const { rows } = await this.pool.query<{ alive: number; lost: Uuid[] }>({ ...ACCEPT, values: acceptValues(epoch, batch) });
    const row = rows[0];
    if (!row?.alive) throw this.epoch.noticeEnd(epoch);
    const lost = new Set(row.lost);
    const winners =
      lost.size > 0
        ? await this.fatesOf(
            batch.filter((pending) => lost.has(pending.id)),
            isRepeated,
          )
        : NO_WINNERS;
    for (const pending of batch) {
      const winner = lost.has(pending.id) ? winners.get(pending.id) : pending.id;
      if (winner) this.settle(pending, winner, fates);
      // Swept between the two statements: its window is over, and the sender's next try will be the first again.
      else this.epoch.unsettled.forget(pending.id);
    }
  }

  private settle(pending: PendingEvent, winner: Uuid, fates: Map<Uuid, Fate>): void {
    const duplicate = winner !== pending.id;
    fates.set(pending.id, { eventId: winner, duplicate });
    if (duplicate) return this.epoch.unsettled.forget(pending.id);
    this.epoch.unsettled.settle(pending.id);
    // The successor of an epoch that is over looks for its routes and search keys, and decides what becomes of them.
    const isOurs = pending.epoch === this.epoch.current;
    if (isOurs && hasSearchKeys(pending.event)) this.searchKeys.committed(pending.id);
    if (isOurs && pending.handed.length > 0) this.handoff.give({ ...pending.event, id: pending.id }, pending.handed);
    for (const { delayMs } of pending.queued) this.handoff.queued(delayMs);
  }

  /** The event that each of them is: another's, or its own where an earlier try of the statement has stored it. */
  private async fatesOf(lost: readonly PendingEvent[], isRepeated: boolean): Promise<ReadonlyMap<Uuid, Uuid>> {
    const winners = await this.winnersOf(lost);
    if (isRepeated) for (const id of await this.storedOf(lost)) winners.set(id, id);
    return winners;
  }

  /** Those that an earlier try stored. Since then their windows may have ended, and others may have taken their keys. */
  private async storedOf(lost: readonly PendingEvent[]): Promise<readonly Uuid[]> {
    const { rows } = await this.pool.query<{ id: Uuid }>({ ...STORED_EVENTS, values: [lost.map((pending) => pending.id)] });
    return rows.map((row) => row.id);
  }

  /** The winner may be the event itself: then a statement of unknown fate had stored it. */
  private async winnersOf(lost: readonly PendingEvent[]): Promise<Map<Uuid, Uuid>> {
    const { rows } = await this.pool.query<{ key: Buffer; event_id: Uuid }>({
      ...DUPLICATES,
      values: [lost.map((pending) => pending.dedupeKey)],
    });
    const byKey = new Map(rows.map((row) => [row.key.toString('latin1'), row.event_id]));
    return new Map(
      lost.flatMap((pending) => {
        const winner = byKey.get(pending.dedupeKey?.toString('latin1') ?? '');
        return winner ? [[pending.id, winner] as const] : [];
      }),
    );
  }
}

function hasSearchKeys({ searchKeys }: NewEvent): boolean {
  return searchKeys !== undefined && searchKeys.length > 0;
}

/** 16 bytes of SHA-256 over the source and the external id, told apart by their fixed first length. */
export function dedupeKeyOf(sourceId: Uuid, externalId: string): Buffer {
  return hash('sha256', sourceId + externalId, 'buffer').subarray(0, 16);
}
