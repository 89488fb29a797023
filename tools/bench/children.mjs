// Every process that the bench starts, so that none outlives it.
import { fork, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const pinned = join(root, 'node_modules/node/bin/node');
/** The pinned Node, whatever the shell has. */
export const NODE = existsSync(pinned) ? pinned : process.execPath;

const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function track(child) {
  running.add(child);
  // One that could not be started ends like any other: whoever waits for it sees its exit code.
  child.once('error', () => running.delete(child));
  child.once('exit', () => running.delete(child));
  return child;
}

/** @returns a target's process; its output is kept for when it fails */
export function start(script, env, flags = []) {
  const child = track(spawn(NODE, [...flags, script], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  child.output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (child.output = (child.output + text).slice(-20_000)));
  }
  return child;
}

const STOP_LIMIT_MS = 12_000;

export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(limit);
}

/** A helper that answers each message with one of the same id. */
export class Helper {
  #child;
  #open = new Map();
  #next = 0;

  constructor(script) {
    this.#child = track(fork(join(import.meta.dirname, script), { execPath: NODE, execArgv: [], serialization: 'advanced' }));
    this.#child.on('message', ({ id, error, ...answer }) => {
      const { resolve, reject } = this.#open.get(id);
      this.#open.delete(id);
      if (error) reject(new Error(`${script}: ${error}`));
      else resolve(answer);
    });
    this.#child.on('exit', (code, signal) => {
      for (const { reject } of this.#open.values()) reject(new Error(`${script} ended with ${code ?? signal}`));
    });
  }

  ask(message) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      this.#child.send({ id, ...message });
    });
  }

  stop() {
    return stop(this.#child);
  }
}

export { root };
