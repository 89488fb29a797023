import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { POSTGRES_ENVIRONMENT, type Cluster } from './cluster.js';
import { isAlive } from './process-table.js';
import { settings } from './settings.js';
import { until, wait } from './wait.js';

/** A running Postgres, our child or the child of a relay that died. */
export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
  /** Resolves when it is gone, with what is known about why. Never rejects. */
  readonly exited: Promise<string>;
}

/** `locked`: another Postgres has the cluster, or seems to. `port-taken`: somebody was faster. */
export type LaunchErrorKind = 'locked' | 'port-taken' | 'other';

export class LaunchError extends Error {
  override readonly name = 'LaunchError';

  constructor(
    readonly kind: LaunchErrorKind,
    message: string,
  ) {
    super(message);
  }
}

/** Lines of Postgres's own log that are kept for an error's message. */
const TAIL_LINES = 20;

/** Starts Postgres and waits until it takes connections, which after a crash takes as long as replaying the log does. */
export function launch(cluster: Cluster, port: number, log: (line: string) => void): Promise<ServerProcess> {
  const child = spawn(join(cluster.binaries, 'bin', 'postgres'), ['-D', cluster.directory, ...settings(port, cluster.durable)], {
    ...(cluster.account ? { uid: cluster.account.uid, gid: cluster.account.gid } : {}),
    cwd: cluster.directory,
    env: POSTGRES_ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    // A session of its own: Ctrl+C on the terminal must reach the relay alone, which still has attempts to record.
    detached: true,
  });
  const tail: string[] = [];
  return new Promise((resolve, reject) => {
    const exited = new Promise<string>((gone) => {
      child.once('error', (error) => reject(new LaunchError('other', `Postgres cannot be run: ${error.message}`)));
      child.once('close', (code, signal) => {
        reject(new LaunchError(kindOf(tail), `Postgres did not start (${signal ?? code}):\n${tail.join('\n')}`));
        gone(`${signal ?? code}`);
      });
    });
    const onReady = (): void => resolve({ pid: child.pid ?? 0, port, adopted: false, exited });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((one) => one !== '')) {
        log(line);
        tail.push(line);
        if (tail.length > TAIL_LINES) tail.shift();
        if (line.includes('database system is ready to accept connections')) onReady();
      }
    });
  });
}

function kindOf(tail: readonly string[]): LaunchErrorKind {
  const text = tail.join('\n');
  if (/lock file "postmaster\.pid" (already exists|is empty)|pre-existing shared memory block/.test(text)) return 'locked';
  return /Address already in use|could not create any TCP\/IP sockets/.test(text) ? 'port-taken' : 'other';
}

const POLL_MS = 250;

/** Watches a Postgres that is not our child: nobody tells us of its end, so we look. */
export function adopt(pid: number, port: number): ServerProcess {
  const exited = (async () => {
    while (isAlive(pid)) await wait(POLL_MS);
    return 'gone';
  })();
  return { pid, port, adopted: true, exited };
}

/** How long each kind of shutdown may take: "fast" breaks off sessions and writes a checkpoint, "immediate" leaves replaying to the next start. */
const STOPS = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const satisfies readonly (readonly [NodeJS.Signals, number])[];

/** Ends a Postgres, politely first. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, limitMs] of STOPS) {
    signalServer(pid, signal);
    if (await until(() => !isAlive(pid), limitMs)) return;
  }
  throw new Error(`Postgres (process ${pid}) does not end`);
}

export function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}
