import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from './wait-until.js';

const MAIN = join(import.meta.dirname, '../../relay/dist/main.js');
/** The first start makes a database cluster: seconds here, more on a slow disk. */
const READY_LIMIT_MS = 90_000;
/** The relay gives itself 10 s to finish what is in flight. */
const STOP_LIMIT_MS = 15_000;

export interface RelayProcessOptions {
  /** The relay's entry; its build by default. */
  readonly main?: string;
  readonly stopLimitMs?: number;
}
const KEPT_OUTPUT_CHARACTERS = 8_000;

/** A relay of the demo's own: another process, a free port, an embedded database in a temporary folder that goes with it. */
export class RelayProcess {
  readonly email = 'demo@petstore.example';
  readonly password = randomBytes(18).toString('base64url');
  private output = '';
  private origin: string | null = null;
  private child: ChildProcess | null = null;

  private constructor(
    readonly folder: string,
    private readonly main: string,
    private readonly stopLimitMs: number,
  ) {}

  static async prepare({ main = MAIN, stopLimitMs = STOP_LIMIT_MS }: RelayProcessOptions = {}): Promise<RelayProcess> {
    if (!existsSync(main)) throw new Error(`${main} is missing: run npm run build first`);
    const folder = await mkdtemp(join(tmpdir(), 'posthorn-petstore-'));
    // Started by root, Postgres runs as another account, which must be able to pass through.
    await chmod(folder, 0o755);
    return new RelayProcess(folder, main, stopLimitMs);
  }

  /** `http://127.0.0.1:port`. */
  get url(): string {
    if (this.origin === null) throw new Error('the relay is not ready');
    return this.origin;
  }

  /** Resolves when the relay says that it is ready. Throws with the relay's last words when it ends or takes too long. */
  async start(smtpUrl: string): Promise<void> {
    const child = spawn(process.execPath, [this.main], { env: this.environment(smtpUrl), stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    // A parent that dies of an error of its own must not leave the relay behind.
    process.once('exit', () => child.kill('SIGKILL'));
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.keep(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.keep(text));
    const ready = await waitUntil(async () => this.hasEnded() || (await this.isReady()), READY_LIMIT_MS);
    if (this.hasEnded()) throw new Error(`the relay ended (${child.exitCode ?? child.signalCode ?? ''}):\n${this.output}`);
    if (!ready) throw new Error(`the relay was not ready within ${READY_LIMIT_MS / 1000} s:\n${this.output}`);
  }

  /** SIGTERM, SIGKILL if that does not help, and the folder goes. Returns whether the relay ended of itself with exit code 0. */
  async stop(): Promise<boolean> {
    const child = this.child;
    if (child && !this.hasEnded()) {
      child.kill('SIGTERM');
      if (!(await waitUntil(() => this.hasEnded(), this.stopLimitMs))) {
        child.kill('SIGKILL');
        await waitUntil(() => this.hasEnded(), this.stopLimitMs);
      }
    }
    await this.stopOrphanedPostgres();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    return child?.exitCode === 0;
  }

  private environment(smtpUrl: string): NodeJS.ProcessEnv {
    // Whatever this shell configures is meant for another relay: the demo must touch neither its database nor its port.
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('POSTHORN_') && name !== 'DATABASE_URL');
    return {
      ...Object.fromEntries(inherited),
      POSTHORN_HOST: '127.0.0.1',
      POSTHORN_PORT: '0',
      POSTHORN_DATA_DIR: join(this.folder, 'data'),
      // The demo's receivers live on loopback, which the relay otherwise refuses to reach.
      POSTHORN_ALLOWED_NETWORKS: '127.0.0.0/8',
      POSTHORN_ADMIN_EMAIL: this.email,
      POSTHORN_ADMIN_PASSWORD: this.password,
      POSTHORN_SMTP_URL: smtpUrl,
      POSTHORN_LOG_LEVEL: 'warn',
    };
  }

  private keep(text: string): void {
    this.output = (this.output + text).slice(-KEPT_OUTPUT_CHARACTERS);
    this.origin ??= /https?:\/\/[\w.-]+:\d+/.exec(this.output)?.[0] ?? null;
  }

  private hasEnded(): boolean {
    return !!this.child && (this.child.exitCode !== null || this.child.signalCode !== null);
  }

  private async isReady(): Promise<boolean> {
    if (this.origin === null) return false;
    try {
      return (await fetch(`${this.origin}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  }

  /** A killed relay leaves its Postgres running; it is this demo's, and nobody else's, if its lock file lies in the demo's folder. */
  private async stopOrphanedPostgres(): Promise<void> {
    const lockFile = join(this.folder, 'data/postgres/postmaster.pid');
    if (!existsSync(lockFile)) return;
    const pid = Number((await readFile(lockFile, 'utf8')).split('\n', 1)[0]);
    if (!Number.isInteger(pid) || pid <= 1) return;
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      return; // It has ended in the meantime.
    }
    await waitUntil(() => !existsSync(lockFile), this.stopLimitMs);
  }
}
