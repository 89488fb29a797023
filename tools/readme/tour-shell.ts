import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A reader's terminal: one bash that takes block after block and gives back what each printed, errors included. */
export class TourShell {
  private readonly bash = spawn('bash', { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  private printed = '';
  private count = 0;

  constructor() {
    this.bash.stdout.setEncoding('utf8').on('data', (text: string) => this.take(text));
    this.bash.stdin.write('exec 2>&1\n');
  }

  /** Rejects if the block has not ended by then, with what it had printed. */
  async run(block: string, limitMs: number): Promise<string> {
    const end = `--- end of block ${++this.count} ---\n`;
    this.printed = '';
    this.bash.stdin.write(`${block}\nprintf '%s\\n' '${end.trimEnd()}'\n`);
    const limit = AbortSignal.timeout(limitMs);
    while (!this.printed.endsWith(end)) {
      await once(this.bash.stdout, 'data', { signal: limit }).catch(() => {
        throw new Error(`this block did not end within ${limitMs} ms:\n${block}\nIt printed:\n${this.printed}`);
      });
    }
    return this.printed.slice(0, -end.length);
  }

  /** The shell and everything that it left running. */
  close(): Promise<void> {
    return endGroup(this.bash, 'SIGKILL');
  }

  private take(text: string): void {
    this.printed += text;
  }
}

/** Signals a process that was spawned detached together with its children, as Ctrl-C does, and waits until it has ended. */
export async function endGroup(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  process.kill(-child.pid, signal);
  await exited;
}
