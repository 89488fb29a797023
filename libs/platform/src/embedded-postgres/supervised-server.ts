import type { Cluster } from './cluster.js';
import { signalServer, stopServer, type ServerProcess } from './server-process.js';
import { startServer } from './start-server.js';
import { wait } from './wait.js';

/** What listeners hear: Postgres ended unasked, and whether it will be back. */
export interface UnexpectedExit {
  readonly reason: string;
  /** False: it was tried often enough; only a person can help. */
  readonly restarting: boolean;
}

/** Doubles from 100 ms to 5 s: about a minute in all. */
const MAX_RESTARTS = 16;
const restartDelayMs = (attempt: number): number => Math.min(5_000, 100 * 2 ** attempt);

/** Keeps one Postgres running on one port: if it dies, it is started again there, so that pools heal by themselves. */
export class SupervisedServer {
  #stopping = false;
  #restart: Promise<void> | undefined;
  readonly #listeners: ((exit: UnexpectedExit) => void)[] = [];

  constructor(
    private readonly cluster: Cluster,
    private server: ServerProcess,
    private readonly log: (line: string) => void,
  ) {
    this.#watch();
  }

  get port(): number {
    return this.server.port;
  }

  get pid(): number {
    return this.server.pid;
  }

  onUnexpectedExit(listener: (exit: UnexpectedExit) => void): void {
    this.#listeners.push(listener);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#restart;
    await stopServer(this.server.pid);
  }

  /** For the instant of our own exit, where nothing can be awaited. */
  signalStop(signal: NodeJS.Signals = 'SIGINT'): void {
    this.#stopping = true;
    signalServer(this.server.pid, signal);
  }

  #watch(): void {
    void this.server.exited.then((reason) => {
      if (!this.#stopping) this.#restart = this.#startAgain(reason);
    });
  }

  async #startAgain(reason: string): Promise<void> {
    this.#tell({ reason, restarting: true });
    for (let attempt = 0; attempt < MAX_RESTARTS; attempt++) {
      await wait(restartDelayMs(attempt));
      if (this.#stopping) return;
      try {
        this.server = await startServer(this.cluster, this.port, this.log);
        this.#watch();
        return;
      } catch (error) {
        this.log(error instanceof Error ? error.message : 'Postgres did not start again');
      }
    }
    this.#tell({ reason, restarting: false });
  }

  #tell(exit: UnexpectedExit): void {
    for (const listener of this.#listeners) listener(exit);
  }
}
