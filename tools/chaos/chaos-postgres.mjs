// A Postgres to be attacked: durable as in production, started again by the platform's own supervisor on the same port.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import '../bootstrap/register-ts.mjs';
import { descendants, kill } from '../ci/process-table.mjs';
import { waitUntil } from '../ci/checks.mjs';

const { startEmbeddedPostgres } = await import(new URL('../../libs/platform/src/embedded-postgres/index.ts', import.meta.url).href);

/** The name that tools/check/throwaway-postgres.mjs sweeps: a chaos run that was killed itself is cleaned up by the next tests. */
const PREFIX = 'posthorn-check-';
const QUERY_LIMIT_MS = 20_000;
/** Room for the WAL of a round, not for more. */
const SMALL_DISK_MIB = 1_536;

export class ChaosPostgres {
  #server;
  #dataDir;
  #frozen = false;
  #mounted = false;
  #onExit = () => this.#abandon();

  /** @param smallDisk on a volume of its own, which can be filled: needs the right to mount one */
  static async start({ smallDisk = false } = {}) {
    const self = new ChaosPostgres();
    self.#dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    if (smallDisk) {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK_MIB}m`, 'tmpfs', self.#dataDir]);
      self.#mounted = true;
    }
    chmodSync(self.#dataDir, 0o711);
    // Before the server starts, so that its own clean-up on exit comes first.
    process.once('exit', self.#onExit);
    self.#server = await startEmbeddedPostgres({ dataDir: self.#dataDir, dataDirGiven: true, durable: true, log: () => undefined });
    return self;
  }

  get port() {
    return this.#server.port;
  }

  get pid() {
    return this.#server.pid;
  }

  url(database) {
    return this.#server.url(database);
  }

  async createDatabase(name) {
    await this.query('postgres', `create database ${name}`);
  }

  async dropDatabase(name) {
    await this.query('postgres', `drop database if exists ${name} with (force)`);
  }

  /** On a connection of its own, straight to the server; again while the server is starting. */
  async query(database, text, values = []) {
    return await waitUntil('an answer of Postgres', QUERY_LIMIT_MS, async () => {
      const client = new pg.Client({ connectionString: this.url(database), connectionTimeoutMillis: 5_000, query_timeout: QUERY_LIMIT_MS });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query(text, values)).rows;
      } finally {
        await client.end().catch(() => undefined);
      }
    });
  }

  async healthy() {
    await this.query('postgres', 'select 1');
  }

  get #filler() {
    return join(this.#dataDir, 'filler');
  }

  fillDisk() {
    // Postgres takes room meanwhile: what is left the second or third time is next to nothing.
    for (let attempt = 0; attempt < 3; attempt++) {
      const { bavail, bsize } = statfsSync(this.#dataDir);
      const file = `${this.#filler}.${attempt}`;
      spawnSync('fallocate', ['-l', String(Math.floor(bavail * (1 - attempt / 10)) * bsize), file], { stdio: 'ignore' });
    }
  }

  freeDisk() {
    for (let attempt = 0; attempt < 3; attempt++) rmSync(`${this.#filler}.${attempt}`, { force: true });
  }

  /** The server and its backends stand still, as on a host whose disk or hypervisor stalls. */
  freeze() {
    this.#frozen = true;
    for (const pid of [this.pid, ...descendants(this.pid)]) kill(pid, 'SIGSTOP');
  }

  thaw() {
    this.#frozen = false;
    for (const pid of [...descendants(this.pid), this.pid]) kill(pid, 'SIGCONT');
  }

  /** SIGKILL or SIGQUIT ends it without a checkpoint. */
  kill(signal) {
    kill(this.pid, signal);
  }

  /** One process below the server; Postgres then throws out every session and recovers by itself. */
  killBackend(random) {
    const backends = descendants(this.pid);
    if (backends.length > 0) kill(random.pick(backends), 'SIGKILL');
  }

  async stop() {
    if (this.#frozen) this.thaw();
    await this.#server.stop();
    process.off('exit', this.#onExit);
    this.#remove();
  }

  #abandon() {
    const pid = this.#server?.pid;
    if (pid) for (const one of [pid, ...descendants(pid)]) kill(one, 'SIGKILL');
    this.#remove();
  }

  #remove() {
    if (this.#mounted) execFileSync('umount', ['--lazy', this.#dataDir]);
    this.#mounted = false;
    rmSync(this.#dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
