import { createServer } from 'node:net';
import type { Cluster } from './cluster.js';
import { isOurServer } from './login.js';
import { disownStaleFile, livingPostmaster, survivors, type Postmaster } from './postmaster-file.js';
import { adopt, launch, LaunchError, stopServer, type ServerProcess } from './server-process.js';
import { until, wait } from './wait.js';

/** After a `kill -9` its backends and the file that names it live on for some moments. */
const RETRY_MS = 15_000;
/** An orphan that works lets us in at once; one that is shutting down or replaying its log does not. */
const ADOPT_MS = 1_000;

/**
 * Gets a Postgres for the cluster: the one that a dead relay left running, or a new one.
 *
 * @param wantedPort the port that pools already know; any free one if null
 */
export async function startServer(cluster: Cluster, wantedPort: number | null, log: (line: string) => void): Promise<ServerProcess> {
  const end = performance.now() + RETRY_MS;
  for (;;) {
    const orphan = livingPostmaster(cluster.directory);
    if (orphan && (wantedPort === null || orphan.port === wantedPort) && (await letsUsIn(cluster, orphan))) {
      return adopt(orphan.pid, orphan.port);
    }
    if (orphan) await stopServer(orphan.pid);
    disownStaleFile(cluster.directory);
    try {
      return await launch(cluster, wantedPort ?? (await freePort()), log);
    } catch (error) {
      if (!(error instanceof LaunchError) || error.kind === 'other' || performance.now() > end) throw error;
      await until(() => survivors(cluster.directory).length === 0, 2_000);
      await wait(200);
    }
  }
}

function letsUsIn(cluster: Cluster, { port }: Postmaster): Promise<boolean> {
  return until(() => isOurServer(cluster, port), ADOPT_MS);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
  });
}
