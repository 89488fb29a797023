// One Postgres for the whole run, by the relay's own code, with fsync on: a commit counts when it is on the disk.
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import '../bootstrap/register-ts.mjs';

const embedded = new URL('../../libs/platform/src/embedded-postgres/', import.meta.url);
const { startEmbeddedPostgres, relayLockHolder } = await import(new URL('index.ts', embedded).href);
const { livingPostmaster } = await import(new URL('postmaster-file.ts', embedded).href);

const PREFIX = 'posthorn-bench-';

/** What a bench left behind that was killed with -9. */
function sweep() {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    if (relayLockHolder(dataDir) !== null || isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    const postmaster = livingPostmaster(join(dataDir, 'postgres'));
    if (postmaster) process.kill(postmaster.pid, 'SIGQUIT');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

export class BenchPostgres {
  #server;
  #admin;
  #names = 0;

  static async start() {
    sweep();
    const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    chmodSync(dataDir, 0o711);
    const postgres = new BenchPostgres();
    process.once('exit', () => {
      try {
        process.kill(postgres.#server.pid, 'SIGKILL');
      } catch {
        // Stopped in good order.
      }
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    });
    postgres.#server = await startEmbeddedPostgres({ dataDir, dataDirGiven: true, durable: true, log: () => undefined });
    postgres.#admin = new pg.Pool({ connectionString: postgres.#server.url(), max: 1 });
    postgres.#admin.on('error', () => undefined);
    return postgres;
  }

  async version() {
    const { rows } = await this.#admin.query('show server_version');
    return rows[0].server_version;
  }

  async createDatabase(purpose) {
    const name = `${purpose}_${++this.#names}`;
    await this.#admin.query(`create database ${name}`);
    return { name, url: this.#server.url(name) };
  }

  dropDatabase({ name }) {
    return this.#admin.query(`drop database ${name} with (force)`);
  }

  async bytes({ name }) {
    const { rows } = await this.#admin.query('select pg_database_size($1)::float8 as bytes', [name]);
    return rows[0].bytes;
  }

  /** Rows ever inserted into a table; backends report their counts within a second. */
  async inserts(database, table) {
    await delay(1_000);
    const [{ n }] = await this.query(database, 'select n_tup_ins::float8 as n from pg_stat_user_tables where relname = $1', [table]);
    return n;
  }

  /** Before each run, so that no run pays for the writes of the one before it. */
  checkpoint() {
    return this.#admin.query('checkpoint');
  }

  async query({ url }, text, values) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  async stop() {
    await this.#admin.end();
    await this.#server.stop();
  }
}
