import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { systemClock, type Uuid } from '@posthorn/contracts';
import { ProcessEpoch } from '../epoch/process-epoch.js';
import { ensurePartitions } from '../partitions.js';
import { openTestDatabase, TEST_PROJECT, TEST_SOURCE, type TestDatabaseHandle } from '../testing/index.js';
import { KeyReport } from './key-report.js';
import { KeyRing, UnknownActiveKeyError, type KeyBox } from './key-ring.js';
import { KeyRotation, type RotationRequest } from './key-rotation.js';

/** A small box of the real layout, since the real one is of another lib: `1 | length | key id | nonce | tag | text`. */
class TestBox implements KeyBox {
  currentKeyId: string;

  constructor(public keyIds: string[]) {
    this.currentKeyId = keyIds[0] ?? '';
  }

  get marks(): string[] {
    return this.keyIds.map((id) => `${id}:m`);
  }

  encryptWith(id: string): void {
    this.currentKeyId = id;
  }

  canary(id: string): Buffer {
    return this.seal(id, 'canary', 'c');
  }

  keyIdOf(box: Buffer): string {
    if (box[0] !== 1) throw new Error('no box');
    return box.toString('latin1', 2, 2 + (box[1] ?? 0));
  }

  encrypt(text: string, context: string): Buffer {
    return this.seal(this.currentKeyId, text, context);
  }

  decrypt(box: Buffer, context: string): string {
    const id = this.keyIdOf(box);
    if (!this.keyIds.includes(id)) throw new Error(`no key ${id}`);
    const at = 2 + id.length;
    const decipher = createDecipheriv('aes-256-gcm', keyOf(id), box.subarray(at, at + 12)).setAAD(Buffer.from(context));
    decipher.setAuthTag(box.subarray(at + 12, at + 28));
    return Buffer.concat([decipher.update(box.subarray(at + 28)), decipher.final()]).toString();
  }

  private seal(id: string, text: string, context: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyOf(id), nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    return Buffer.concat([Buffer.of(1, id.length), Buffer.from(id), nonce, cipher.getAuthTag(), sealed]);
  }
}

const keyOf = (id: string): Buffer => createHash('sha256').update(id).digest();

/** One process of an installation, as far as keys go. */
interface Process {
  readonly epoch: ProcessEpoch;
  readonly box: TestBox;
  readonly ring: KeyRing;
  readonly rotation: KeyRotation;
}

describe('encryption keys of several processes', () => {
  let database: TestDatabaseHandle;
  let processes: Process[];
  beforeEach(async () => {
    database = await openTestDatabase();
    processes = [];
  });
  afterEach(async () => {
    for (const { epoch } of processes) await epoch.end();
    await database.close();
  });

  async function begin(...keys: string[]): Promise<Process> {
    const epoch = new ProcessEpoch({ url: database.url, clock: systemClock, onError: () => undefined });
    await epoch.begin();
    const box = new TestBox(keys);
    const options = { pool: database.pool, epoch, box, generated: null };
    const made = { epoch, box, ring: new KeyRing(options), rotation: new KeyRotation(options) };
    processes.push(made);
    await made.ring.begin();
    return made;
  }

  async function end(one: Process): Promise<void> {
    processes = processes.filter((other) => other !== one);
    await one.epoch.end();
  }

  const follow = async (): Promise<void> => {
    for (const { ring } of processes) await ring.follow();
  };
  const request = ({ rotation }: Process): Promise<RotationRequest> =>
    database.dataSource.transaction((manager) => rotation.request(manager));
  const encrypting = (): string[] => processes.map(({ box }) => box.currentKeyId);

  /** One value of each kind, sealed by a process, as the relay does it. */
  async function plant({ box }: Process, text: string): Promise<void> {
    const { pool } = database;
    const [source, destination, refusal]: Uuid[] = [randomUUID(), randomUUID(), randomUUID()];
    const key = randomBytes(32);
    await pool.query('insert into source_secret (id, source_id, value) values ($1, $2, $3)', [
      source,
      TEST_SOURCE,
      box.encrypt(text, `source_secret:${source}`),
    ]);
    await pool.query(`insert into destination_secret (id, destination_id, name, value) values ($1, $1, 'a', $2)`, [
      destination,
      box.encrypt(text, `destination_secret:${destination}`),
    ]);
    await pool.query(
      `insert into refusal (id, project_id, source_id, reason, detail, received_at, head, credentials, body, body_bytes, remote_address)
       values ($1, $2, $3, 'a', '', now(), '', $4, '', 0, '')`,
      [refusal, TEST_PROJECT, TEST_SOURCE, box.encrypt(text, `refusal:${TEST_SOURCE}`)],
    );
    await pool.query(
      `insert into idempotency_record (key, fingerprint, claim, answer, expires_at) values ($1, '', $2, $3, now() + interval '1 day')`,
      [key, randomUUID(), box.encrypt(text, `idempotency:${key.toString('hex')}`)],
    );
  }

  const sealed = async (): Promise<Record<string, number>> => {
    const keys = await new KeyReport(database.pool).keys([]);
    return Object.fromEntries(keys.map(({ id, sealed }) => [id, Object.values(sealed).reduce((sum, count) => sum + count, 0)]));
  };

  it('one process encrypts with its first key from the start, and after a restart with another first one with that', async () => {
    const first = await begin('old');
    expect(first.box.currentKeyId).toBe('old');
    await end(first);
    const second = await begin('new', 'old');
    await follow();
    expect(second.box.currentKeyId).toBe('new');
  });

  it.each([
    ['new first', ['new', 'old']],
    ['old first', ['old', 'new']],
  ])('restarted one after the other, %s, none seals what another cannot open', async (_order, keys) => {
    const [a, b] = [await begin('old'), await begin('old')];
    await end(a);
    await begin(...keys);
    await follow();
    expect(encrypting()).toEqual(['old', 'old']);
    expect(await request(processes[1] ?? b)).toMatchObject(keys[0] === 'new' ? { obstacle: 'unaware', unaware: 1, living: 2 } : {});
    await end(b);
    await begin(...keys);
    await follow();
    await follow();
    expect(encrypting()).toEqual([keys[0], keys[0]]);
  });

  it('a process that lacks the key that encrypts refuses to start', async () => {
    await begin('new', 'old');
    await expect(begin('old')).rejects.toThrow(UnknownActiveKeyError);
  });

  it('while one that lacks it lingers, all encrypt with the key before', async () => {
    const a = await begin('old');
    await database.pool.query(`update encryption_key set active = false, retired_at = now()`);
    await database.pool.query(`insert into encryption_key (id, mark, canary, active) values ('new', 'new:m', '', true)`);
    const b = await begin('new', 'old');
    await b.ring.follow();
    expect(b.box.currentKeyId).toBe('old');
    await expect(a.ring.follow()).rejects.toThrow(UnknownActiveKeyError);
    await end(a);
    await b.ring.follow();
    expect(b.box.currentKeyId).toBe('new');
  });

  it('does not begin without a new key, nor twice', async () => {
    const a = await begin('old');
    await plant(a, 'hush');
    expect(await request(a)).toEqual({ obstacle: 'no-new-key' });
    await end(a);
    // What a restart alone has changed over to is the new key; the values are yet to follow.
    const b = await begin('new', 'old');
    await follow();
    expect(await request(b)).toMatchObject({ begun: true });
    expect(await request(b)).toMatchObject({ begun: false });
  });

  it('moves everything of every kind, in steps that another process goes on with', async () => {
    await ensurePartitions(database.pool, Date.now());
    const a = await begin('old');
    for (let n = 0; n < 210; n++) await plant(a, `hush ${n}`);
    await database.pool.query(`insert into source_secret (id, source_id, value) values ($1, $1, '\\x0103')`, [randomUUID()]);
    await end(a);
    const [b, c] = [await begin('new', 'old'), await begin('old', 'new')];
    await follow();
    expect(encrypting()).toEqual(['old', 'old']);
    expect(await request(b)).toMatchObject({ begun: true, rotation: { keyId: 'new', moved: 0 } });

    // Told to change over first; nothing moves before both have.
    expect([await b.rotation.step(), await b.rotation.step()]).toEqual(['waiting', 'waiting']);
    await follow();
    expect(encrypting()).toEqual(['new', 'new']);
    await plant(b, 'of now');
    expect([await b.rotation.step(), await c.rotation.step()]).toEqual(['moved', 'moved']);
    expect((await b.rotation.last())?.moved).toBeGreaterThan(0);

    // One dies, and a value comes late that it had sealed before.
    await end(b);
    c.box.encryptWith('old');
    await plant(c, 'late');
    c.box.encryptWith('new');
    expect(await c.rotation.run()).toMatchObject({ keyId: 'new', moved: 4 * 211, unreadable: 1 });
    expect(await sealed()).toEqual({ old: 0, new: 4 * 212 });

    const onlyNew = new TestBox(['new']);
    const { rows } = await database.pool.query<{ id: string; value: Buffer }>(
      `select id, value from source_secret where length(value) > 2`,
    );
    const texts = rows.map(({ id, value }) => onlyNew.decrypt(value, `source_secret:${id}`));
    expect(texts.sort()).toEqual([...Array.from({ length: 210 }, (_none, n) => `hush ${n}`), 'late', 'of now'].sort());
  }, 60_000);

  it('leaves alone what somebody changed while a step was at it', async () => {
    const a = await begin('old');
    await plant(a, 'hush');
    await end(a);
    const b = await begin('new', 'old');
    await follow();
    await request(b);
    const { rows } = await database.pool.query<{ id: string }>('select id from source_secret');
    const { id } = rows[0] ?? { id: '' };
    const changed = b.box.encrypt('of the other', `source_secret:${id}`);
    const other = await database.pool.connect();
    await other.query('begin');
    await other.query('update source_secret set value = $2 where id = $1', [id, changed]);
    const step = b.rotation.step();
    const blocked = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    for (let n = 0; n < 1_000 && (await other.query(blocked)).rowCount === 0; n++) await new Promise(setImmediate);
    await other.query('commit');
    other.release();
    expect(await step).toBe('moved');
    const left = await database.pool.query<{ value: Buffer }>('select value from source_secret');
    expect(left.rows.map(({ value }) => b.box.decrypt(value, `source_secret:${id}`))).toEqual(['of the other']);
  });

  it('an installation from before keys were agreed on goes on with the key that it has used', async () => {
    await database.pool.query(`insert into encryption_key (id, canary) values ('old', '')`);
    await database.pool.query(`insert into process (epoch, low_water) values (999, null)`);
    const a = await begin('new', 'old');
    await follow();
    expect(a.box.currentKeyId).toBe('old');
    await database.pool.query(`update process set ended_at = now() where epoch = 999`);
    await follow();
    expect(a.box.currentKeyId).toBe('new');
  });

  it('goes back to a key that was used before only when somebody asks for it', async () => {
    const a = await begin('old');
    await end(a);
    const b = await begin('new', 'old');
    await follow();
    await end(b);
    const c = await begin('old', 'new');
    await follow();
    expect(c.box.currentKeyId).toBe('new');
    expect(await request(c)).toMatchObject({ begun: true, from: 'new', rotation: { keyId: 'old' } });
    await c.rotation.step();
    await follow();
    expect(c.box.currentKeyId).toBe('old');
  });
});
