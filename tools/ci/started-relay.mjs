// A relay as a newcomer starts it: `npm start` in this checkout, with a data directory and a port of its own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { commandLine, descendants, kill } from './process-table.mjs';
import { waitUntil } from './checks.mjs';

const root = join(import.meta.dirname, '../..');
const MAIN = 'apps/relay/dist/main.js';
const KEPT_OUTPUT_CHARACTERS = 20_000;

/** npm's shell has the path in its command line too. */
const isNode = (pid) => /(^|\/)node$/.test(commandLine(pid)[0] ?? '');

export class StartedRelay {
  output = '';
  #began = performance.now();
  #npm;

  constructor(dataDir) {
    // Whatever this shell configures is meant for another relay.
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('POSTHORN_') && name !== 'DATABASE_URL');
    const env = {
      ...Object.fromEntries(inherited),
      POSTHORN_PORT: '0',
      POSTHORN_DATA_DIR: dataDir,
      // The receiver is on loopback, which the relay otherwise refuses to reach.
      POSTHORN_ALLOWED_NETWORKS: '127.0.0.0/8',
    };
    // A process group of its own, so that nothing of it can be left over.
    this.#npm = spawn('npm', ['start'], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#npm.stdout, this.#npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output = (this.output + text).slice(-KEPT_OUTPUT_CHARACTERS)));
    }
    this.#npm.on('error', (error) => (this.output += String(error)));
  }

  get hasEnded() {
    return this.#npm.exitCode !== null || this.#npm.signalCode !== null;
  }

  get exitCode() {
    return this.#npm.exitCode;
  }

  /** What a line of the ready block says, such as `Admin API`. */
  ready(label) {
    return new RegExp(`^ +${label} {2,}(\\S+)`, 'm').exec(this.output)?.[1];
  }

  /** `http://127.0.0.1:port` */
  get url() {
    return this.ready('Webhooks')?.replace(/\/in\/.*$/, '');
  }

  /** Resolves to the seconds from `npm start` to the first 200 of /readyz. */
  async untilReady(limitMs) {
    const ended = await waitUntil('an answer of /readyz', limitMs, async () => {
      if (this.hasEnded) return 'ended';
      return this.url && (await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(1_000) })).ok;
    }).catch((error) => {
      throw new Error(`${error.message}\n${this.output}`);
    });
    if (ended === 'ended') throw new Error(`npm start ended with ${this.exitCode}:\n${this.output}`);
    const seconds = (performance.now() - this.#began) / 1000;
    if (seconds * 1000 > limitMs) throw new Error(`${seconds.toFixed(1)} s`);
    return seconds;
  }

  /** The relay itself, not npm and its shell. */
  get pid() {
    const pid = descendants(this.#npm.pid).find((one) => isNode(one) && commandLine(one).includes(MAIN));
    if (!pid) throw new Error('there is no relay among the processes of npm start');
    return pid;
  }

  untilEnded(limitMs) {
    return waitUntil('npm start has ended', limitMs, () => this.hasEnded);
  }

  /** Whatever is left of it; its Postgres is not in its group. */
  destroy() {
    if (this.#npm.pid && !this.hasEnded) kill(-this.#npm.pid, 'SIGKILL');
  }
}
