// Starts what a Dockerfile's last stage says, as a container would: its command, folder, environment and, where root may, its user.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { waitUntil } from './checks.mjs';
import { execForm, healthCommand, lastStep } from './dockerfile.mjs';
import { kill } from './process-table.mjs';

export class ImageRun {
  output = '';
  #children = [];

  /** @param image.steps those of the final stage and of what it is made from */
  constructor({ steps, built, env }) {
    this.steps = steps;
    const [uid, gid] = (lastStep(steps, 'USER')?.content ?? '').split(':').map(Number);
    /** Only root may become somebody else. */
    this.user = process.getuid() === 0 && uid > 0 ? { uid, gid: gid ?? uid } : null;
    this.options = { cwd: join(built.root, built.workdir), env: { ...env, ...built.env }, ...this.user };
  }

  /** Runs CMD. */
  start(env) {
    Object.assign(this.options.env, env);
    this.relay = this.#spawn(execForm(lastStep(this.steps, 'CMD').content));
  }

  async untilReady(limitMs) {
    await waitUntil('an answer of /readyz', limitMs, async () => {
      if (this.hasEnded) return true;
      return (await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(1_000) })).ok;
    }).catch((error) => {
      throw new Error(`${error.message}\n${this.output}`);
    });
    if (this.hasEnded) throw new Error(`it ended with ${this.relay.exitCode ?? this.relay.signalCode}:\n${this.output}`);
  }

  get url() {
    return `http://127.0.0.1:${this.options.env.POSTHORN_PORT}`;
  }

  get hasEnded() {
    return this.relay.exitCode !== null || this.relay.signalCode !== null;
  }

  /** Runs the HEALTHCHECK's command; resolves to its exit code. */
  health() {
    return new Promise((done) => this.#spawn(healthCommand(this.steps)).once('close', (code) => done(code)));
  }

  destroy() {
    for (const child of this.#children) if (child.pid) kill(child.pid, 'SIGKILL');
  }

  #spawn([command, ...args]) {
    const child = spawn(command, args, { ...this.options, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (this.output += text));
    child.on('error', (error) => (this.output += String(error)));
    this.#children.push(child);
    return child;
  }
}

/** The health check reads the port from the environment, so it must be known before the start. */
export function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
