// One relay as it ships, as a process that can be killed, frozen and started again. It reaches Postgres through its own proxy.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from '../ci/process-table.mjs';
import { waitUntil } from '../ci/checks.mjs';

const root = join(import.meta.dirname, '../..');
const MAIN = join(root, 'apps/relay/dist/main.js');
const CLOCK = join(import.meta.dirname, 'clock-jump.mjs');
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
const KEPT_OUTPUT_CHARACTERS = 40_000;

export const OPERATOR = { email: 'admin@localhost', password: 'correct horse battery staple' };

const living = new Set();
process.once('exit', () => living.forEach((child) => kill(child.pid, 'SIGKILL')));

export class ChaosRelay {
  #child = null;
  #env;
  #output = '';
  #url = null;
  #folder = mkdtempSync(join(tmpdir(), 'posthorn-chaos-clock-'));
  starts = 0;

  /** @param proxy the line to Postgres that it uses @param url the database's own connection string */
  constructor(name, proxy, url) {
    if (!existsSync(MAIN)) throw new Error('apps/relay is not built: node tools/bootstrap/build.mjs');
    this.name = name;
    this.proxy = proxy;
    const through = new URL(url);
    through.port = String(proxy.port);
    this.#env = {
      PATH: process.env.PATH,
      DATABASE_URL: through.href,
      POSTHORN_PORT: '0',
      POSTHORN_LOG_LEVEL: 'warn',
      POSTHORN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      POSTHORN_ADMIN_PASSWORD: OPERATOR.password,
      POSTHORN_ALLOWED_NETWORKS: '127.0.0.0/8',
      CHAOS_CLOCK: join(this.#folder, 'added-ms'),
    };
    this.setClock(0);
  }

  get isRunning() {
    return this.#child !== null;
  }

  /** `null` until this life of it is ready. */
  get url() {
    return this.#child ? this.#url : null;
  }

  get output() {
    return this.#output;
  }

  launch() {
    this.#output = '';
    this.#url = null;
    this.starts += 1;
    const child = spawn(process.execPath, ['--import', CLOCK, MAIN], { cwd: root, env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    living.add(child);
    const note = (text) => {
      this.#output = this.#output.slice(-KEPT_OUTPUT_CHARACTERS) + text;
      // Kept: what a database in trouble makes it log would push the ready block out.
      if (this.#child === child) this.#url ??= /^ +Webhooks {2,}(http:\/\/[\d.:]+)/m.exec(this.#output)?.[1] ?? null;
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', note);
    child.once('exit', (code, signal) => {
      living.delete(child);
      note(`\n[${this.name} ended: ${code ?? signal}]\n`);
      if (this.#child === child) this.#child = null;
    });
  }

  /** Started again as a supervisor would, as long as its database does not let it start. */
  async untilReady() {
    await waitUntil(`${this.name} is ready`, START_LIMIT_MS, () => {
      if (!this.#child) this.launch();
      return this.url;
    }).catch((error) => {
      throw new Error(`${error.message}\n${this.#output}`);
    });
  }

  kill() {
    if (this.#child) kill(this.#child.pid, 'SIGKILL');
    return this.#gone(STOP_LIMIT_MS);
  }

  /** Its wall clock goes wrong by so much, from one moment to the next; also after it is started again. */
  setClock(addedMs) {
    writeFileSync(this.#env.CHAOS_CLOCK, String(addedMs));
    // Before it is ready it may not listen yet, and the signal would end it.
    if (this.url) kill(this.#child.pid, 'SIGUSR2');
  }

  freeze() {
    if (this.#child) kill(this.#child.pid, 'SIGSTOP');
  }

  wake() {
    if (this.#child) kill(this.#child.pid, 'SIGCONT');
  }

  /** SIGTERM; resolves to its exit code, or to the signal or the word that says why there is none. */
  async stop() {
    const child = this.#child;
    if (!child) return 'not running';
    child.kill('SIGTERM');
    await this.#gone(STOP_LIMIT_MS).catch(() => undefined);
    return child.exitCode ?? child.signalCode ?? `still running after ${STOP_LIMIT_MS / 1000} s`;
  }

  /** For good. */
  dispose() {
    this.destroy();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  destroy() {
    if (this.#child) kill(this.#child.pid, 'SIGKILL');
  }

  #gone(limitMs) {
    const child = this.#child;
    return waitUntil(`${this.name} has ended`, limitMs, () => !child || child.exitCode !== null || child.signalCode !== null);
  }
}
