import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ROOT } from './readme-document.js';
import { endGroup } from './tour-shell.js';

/** The first start makes a database cluster. */
const READY_LIMIT_MS = 90_000;

type Npm = ChildProcessByStdio<null, Readable, Readable>;

/** What a reader copies from the ready block. */
interface Ready {
  readonly url: string;
  readonly password: string;
}

/** The tour's first terminal: the relay as the README starts it, on a free port and with data of its own. */
export class TourRelay {
  private constructor(
    private readonly npm: Npm,
    private readonly folder: string,
    readonly ready: Ready,
  ) {}

  static async start(block: string): Promise<TourRelay> {
    const folder = mkdtempSync(join(tmpdir(), 'posthorn-tour-'));
    // Started by root, Postgres runs as another account, which must be able to pass through.
    chmodSync(folder, 0o755);
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('POSTHORN_') && name !== 'DATABASE_URL');
    const env = { ...Object.fromEntries(inherited), POSTHORN_PORT: '0', POSTHORN_DATA_DIR: join(folder, 'data') };
    const npm = spawn('bash', ['-c', block], { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      return new TourRelay(npm, folder, await untilReady(npm));
    } catch (error) {
      await endGroup(npm, 'SIGKILL');
      throw error;
    }
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    await endGroup(this.npm, 'SIGINT');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function untilReady(npm: Npm): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (why: string): void => reject(new Error(`the relay ${why}; it printed:\n${printed}`));
    const timer = setTimeout(() => fail(`was not ready within ${READY_LIMIT_MS} ms`), READY_LIMIT_MS);
    npm.once('exit', () => fail('ended'));
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const [, url, password] = /Admin API +(http\S+)\/api\/v1\n[^]*Password +(\S+)/.exec(printed) ?? [];
        if (url === undefined || password === undefined) return;
        clearTimeout(timer);
        resolve({ url, password });
      });
    }
  });
}
