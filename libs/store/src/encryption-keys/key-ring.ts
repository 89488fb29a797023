import type { Pool, PoolClient } from 'pg';
import { ADVISORY_LOCK } from '../advisory-locks.js';
import type { ProcessEpoch } from '../epoch/process-epoch.js';
import { ACTIVATE_KEY, ACTIVE_KEY, AGREED_ON, REPORT_KEYS, RETIRE_KEY } from '../sql/encryption-keys.sql.js';

/** What the store needs of the box that this process seals with. */
export interface KeyBox {
  /** Ids of the keys that this process has; the first shall encrypt. */
  readonly keyIds: readonly string[];
  /** `id:mark` of each, in the same order. */
  readonly marks: readonly string[];
  /** The one that encrypts. */
  readonly currentKeyId: string;
  encryptWith(keyId: string): void;
  canary(keyId: string): Buffer;
  /** Throws for what is no box. */
  keyIdOf(box: Buffer): string;
  encrypt(text: string, context: string): Buffer;
  decrypt(box: Buffer, context: string): string;
}

/** Where keys come from that nobody gave: a file that all processes of the installation read. */
export interface GeneratedKeys {
  /** Takes from it what is new. */
  refresh(): void;
  /** Puts a new key before the others. Behind the advisory lock of {@link ADVISORY_LOCK}. */
  generate(): void;
}

export interface KeyRingOptions {
  readonly pool: Pool;
  readonly epoch: Pick<ProcessEpoch, 'current'>;
  readonly box: KeyBox;
  /** `null` = keys are given by the environment. */
  readonly generated: GeneratedKeys | null;
}

interface ActiveKey {
  readonly id: string;
  readonly mark: string | null;
}

/** The installation encrypts with a key that this process was not given: it would soon meet values that it cannot read. */
export class UnknownActiveKeyError extends Error {
  override readonly name = 'UnknownActiveKeyError';

  constructor(readonly keyId: string) {
    super(`this installation encrypts with the key "${keyId}", which this process does not have`);
  }
}

/**
 * Agrees with the other processes on the key that encrypts, so that none meets a value that it cannot read, in whatever order they are
 * restarted with whatever order of keys. One key of the installation is `active`. A process says which keys it has before it looks which
 * one that is; it encrypts with it once every living process has said that it has it, and until then with the one before. So of a
 * process that begins and one that changes over at the same time, one sees the other: the first refuses to start, or the second waits.
 */
export class KeyRing {
  constructor(private readonly options: KeyRingOptions) {}

  /** After the epoch has begun, before anything is read. Throws {@link UnknownActiveKeyError}. */
  async begin(): Promise<void> {
    await this.look(true);
    // Says what it has come to.
    await this.look(false);
  }

  /** Once a second: follows what was decided meanwhile. Throws {@link UnknownActiveKeyError} where this process was left behind. */
  async follow(): Promise<void> {
    this.options.generated?.refresh();
    const before = this.options.box.currentKeyId;
    await this.look(false);
    await this.agree();
    if (this.options.box.currentKeyId !== before) await this.look(false);
  }

  private async look(atStart: boolean): Promise<void> {
    const { pool, epoch, box } = this.options;
    const { rows } = await pool.query<ActiveKey & { known: boolean; previous: string | null }>(REPORT_KEYS, [
      epoch.current,
      box.marks,
      box.currentKeyId,
    ]);
    const [active] = rows;
    if (!active) return this.activateFirst(false);
    if (active.mark === null || !box.marks.includes(active.mark)) throw new UnknownActiveKeyError(active.id);
    if (active.known) box.encryptWith(active.id);
    // One that began before the key was active, and lacks it, is still there: the others encrypt with the one before.
    else if (atStart) box.encryptWith(active.previous !== null && box.keyIds.includes(active.previous) ? active.previous : active.id);
  }

  /** The first of the environment encrypts, as soon as it is the first of every living process and has never been used. */
  private async agree(): Promise<void> {
    const { pool, box } = this.options;
    const [first] = box.keyIds;
    const [mark] = box.marks;
    if (first === undefined || first === box.currentKeyId) return;
    const { rows } = await pool.query<{ agreed: boolean }>(AGREED_ON, [first, mark]);
    if (rows[0]?.agreed) await this.activateFirst(true);
  }

  private async activateFirst(agreed: boolean): Promise<void> {
    const { pool, box } = this.options;
    await inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK.encryptionKeys]);
      const at = agreed ? await this.firstIfAgreed(client) : await this.firstInUse(client);
      const [keyId, mark] = [box.keyIds[at ?? -1], box.marks[at ?? -1]];
      if (keyId !== undefined && mark !== undefined) await activate(client, box, keyId, mark);
    });
    // Another's may have been first: then this looks at that one.
    await this.look(true);
  }

  private async firstIfAgreed(client: PoolClient): Promise<number | null> {
    const { rows } = await client.query<{ agreed: boolean }>(AGREED_ON, [this.options.box.keyIds[0], this.options.box.marks[0]]);
    return rows[0]?.agreed ? 0 : null;
  }

  /** Where none is active: of an installation from before there was an active key, one that it has used, for all of it has that one. */
  private async firstInUse(client: PoolClient): Promise<number | null> {
    if ((await client.query<ActiveKey>(ACTIVE_KEY)).rowCount !== 0) return null;
    const { rows } = await client.query<{ id: string }>('select id from encryption_key');
    return Math.max(
      0,
      this.options.box.keyIds.findIndex((id) => rows.some((row) => row.id === id)),
    );
  }
}

/** Makes a key the one that encrypts. Behind the advisory lock. */
export async function activate(client: Pick<PoolClient, 'query'>, box: KeyBox, keyId: string, mark: string): Promise<void> {
  await client.query(RETIRE_KEY, [keyId]);
  await client.query(ACTIVATE_KEY, [keyId, mark, box.canary(keyId)]);
}

/** One transaction; gives the connection back whatever becomes of it. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A connection in an unknown state must not serve another.
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}
