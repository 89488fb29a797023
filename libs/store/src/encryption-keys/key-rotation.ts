import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCK } from '../advisory-locks.js';
import {
  ACTIVE_KEY,
  HOLD_ROTATION,
  LAST_ROTATION,
  pageOf,
  PROCESSES_WITHOUT,
  replaceIn,
  REQUEST_ROTATION,
  SAVE_ROTATION,
} from '../sql/encryption-keys.sql.js';
import { activate, inTransaction, type KeyBox, type KeyRingOptions } from './key-ring.js';
import { anySealedByOthers } from './key-report.js';
import { SEALED_COLUMNS, type SealedColumn, type SealedKind } from './sealed-columns.js';

/** Rows that one transaction looks at: some milliseconds of cipher, and few row locks. */
const PAGE_ROWS = 200;

interface RotationRow {
  readonly id: number;
  readonly key_id: string;
  readonly mark: string;
  readonly requested_at: Date;
  readonly finished_at: Date | null;
  readonly kind: SealedKind;
  readonly cursor: string;
  readonly pass: number;
  readonly pass_moved: number;
  readonly moved: number;
  readonly unreadable: number;
}

/** A re-encryption, and how far it is. */
export interface Rotation {
  readonly keyId: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  /** Boxes sealed anew. */
  readonly moved: number;
  /** Boxes that do not open with their key: damaged, and left as they are. */
  readonly unreadable: number;
  /** What is walked, and for which time. */
  readonly kind: SealedKind;
  readonly pass: number;
}

/** Why nothing was begun. */
export type RotationObstacle =
  /** Everything is sealed with the first key, and only the environment can give another. */
  | { readonly obstacle: 'no-new-key' }
  /** So many of the living processes were not given the key. */
  | { readonly obstacle: 'unaware'; readonly keyId: string; readonly unaware: number; readonly living: number };

export type RotationRequest = { readonly rotation: Rotation; readonly begun: boolean; readonly from: string | null } | RotationObstacle;

/** What a step came to: nothing to do, others must do something first, or on to the next. */
export type RotationStep = 'idle' | 'waiting' | 'moved' | 'finished';

/**
 * Seals again, with one key, everything that is sealed. Each step is one transaction that moves a page and writes down how far it is, so
 * that a process which is killed has done a step or has not, and whichever process comes next goes on. States of a rotation:
 * asked for → (every living process has the key) active → (every one encrypts with it) walking, pass by pass → finished, once a pass
 * found nothing to move.
 */
export class KeyRotation {
  private isStopped = false;

  constructor(private readonly options: Pick<KeyRingOptions, 'pool' | 'box' | 'generated'>) {}

  /** In the transaction of its audit entry. One that is under way is answered as it is. */
  async request(manager: EntityManager): Promise<RotationRequest> {
    const { box } = this.options;
    await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK.encryptionKeys]);
    const [last] = await manager.query<RotationRow[]>(LAST_ROTATION);
    const [active] = await manager.query<{ id: string }[]>(ACTIVE_KEY);
    const from = active?.id ?? null;
    if (last && last.finished_at === null) return { rotation: present(last), begun: false, from };
    const obstacle = await this.prepare(manager, from);
    if (obstacle) return obstacle;
    const [row] = await manager.query<RotationRow[]>(REQUEST_ROTATION, [box.keyIds[0], box.marks[0], SEALED_COLUMNS[0]?.kind]);
    if (!row) throw new Error('unreachable: an insert answers its row');
    return { rotation: present(row), begun: true, from };
  }

  /** Sees to it that the first key is one to change over to. */
  private async prepare(manager: EntityManager, active: string | null): Promise<RotationObstacle | null> {
    const { box, generated } = this.options;
    if (generated) {
      generated.refresh();
      // One that an earlier request had generated before it broke off will do.
      if (box.keyIds[0] === active) generated.generate();
      return null;
    }
    const [keyId = ''] = box.keyIds;
    if (keyId === active && !(await anySealedByOthers(manager, keyId))) return { obstacle: 'no-new-key' };
    const [found] = await manager.query<{ living: number; unaware: number }[]>(PROCESSES_WITHOUT, [box.marks[0], keyId]);
    return found && found.unaware > 0 ? { obstacle: 'unaware', keyId, ...found } : null;
  }

  /** The last that was asked for. */
  async last(): Promise<Rotation | null> {
    const { rows } = await this.options.pool.query<RotationRow>(LAST_ROTATION);
    return rows[0] ? present(rows[0]) : null;
  }

  /** Goes on as far as it can. Answers the rotation that it has finished. */
  async run(): Promise<Rotation | null> {
    // Asked for once a second, for years, with nothing to do: not worth a transaction.
    if ((await this.last())?.finishedAt !== null) return null;
    while (!this.isStopped) {
      const step = await this.step();
      if (step === 'finished') return this.last();
      if (step !== 'moved') return null;
    }
    return null;
  }

  stop(): void {
    this.isStopped = true;
  }

  step(): Promise<RotationStep> {
    const { pool } = this.options;
    return inTransaction(pool, async (client) => {
      const { rows } = await client.query<RotationRow>(HOLD_ROTATION);
      const [row] = rows;
      if (!row) return 'idle';
      // Not given to this process, or other bytes under its id: left to those that have it.
      if (!this.options.box.marks.includes(row.mark)) return 'waiting';
      return (await this.isInForce(client, row)) ? this.walk(client, row) : 'waiting';
    });
  }

  /** Whether every living process encrypts with the key. Tells them to, once each of them has it. */
  private async isInForce(client: PoolClient, { key_id: keyId, mark }: RotationRow): Promise<boolean> {
    const { rows } = await client.query<{ unaware: number; behind: number }>(PROCESSES_WITHOUT, [mark, keyId]);
    if (!rows[0] || rows[0].unaware > 0) return false;
    const active = await client.query<{ id: string }>(ACTIVE_KEY);
    if (active.rows[0]?.id === keyId) return rows[0].behind === 0;
    await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK.encryptionKeys]);
    await activate(client, this.options.box, keyId, mark);
    return false;
  }

  private async walk(client: PoolClient, row: RotationRow): Promise<RotationStep> {
    const at = SEALED_COLUMNS.findIndex(({ kind }) => kind === row.kind);
    const column = SEALED_COLUMNS[at] ?? SEALED_COLUMNS[0];
    if (!column) throw new Error('unreachable: something is sealed');
    const page = await movePage(client, this.options.box, row.key_id, column, row.cursor || column.start);
    const passMoved = row.pass_moved + page.moved;
    const unreadable = row.unreadable + page.unreadable;
    const next = page.cursor === null ? SEALED_COLUMNS[at + 1] : column;
    const passIsOver = next === undefined;
    const isFinished = passIsOver && passMoved === 0;
    const kind = (next ?? SEALED_COLUMNS[0] ?? column).kind;
    const [moved, pass] = [row.moved + page.moved, passIsOver && !isFinished ? row.pass + 1 : row.pass];
    // Of the next pass, where one is begun.
    const counts = passIsOver && !isFinished ? [0, moved, 0] : [passMoved, moved, unreadable];
    await client.query(SAVE_ROTATION, [row.id, kind, page.cursor ?? '', pass, ...counts, isFinished]);
    return isFinished ? 'finished' : 'moved';
  }
}

interface Page {
  /** `null` = there are no more rows. */
  readonly cursor: string | null;
  readonly moved: number;
  readonly unreadable: number;
}

async function movePage(client: PoolClient, box: KeyBox, keyId: string, column: SealedColumn, after: string): Promise<Page> {
  const { rows } = await client.query<{ key: unknown; cursor: string; box: Buffer | null; context: string }>(pageOf(column), [
    after,
    PAGE_ROWS,
  ]);
  const moved: { key: unknown; was: Buffer; box: Buffer }[] = [];
  let unreadable = 0;
  for (const row of rows) {
    if (row.box === null) continue;
    try {
      if (box.keyIdOf(row.box) !== keyId)
        moved.push({ key: row.key, was: row.box, box: box.encrypt(box.decrypt(row.box, row.context), row.context) });
    } catch {
      unreadable++;
    }
  }
  if (moved.length > 0)
    await client.query(replaceIn(column), [moved.map(({ key }) => key), moved.map(({ was }) => was), moved.map((one) => one.box)]);
  return { cursor: rows.length < PAGE_ROWS ? null : (rows.at(-1)?.cursor ?? null), moved: moved.length, unreadable };
}

function present(row: RotationRow): Rotation {
  return {
    keyId: row.key_id,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
    moved: row.moved,
    unreadable: row.unreadable,
    kind: row.kind,
    pass: row.pass,
  };
}
