import { errorCodeOf } from '../private-file/error-code.js';
import { postgresBinaries } from './binaries.js';
import { openCluster, POSTGRES_DATABASE } from './cluster.js';
import { databaseAccount } from './database-account.js';
import { prepareDataDirectory, type DataDirectoryRequest } from './data-directory.js';
import { connectionUrl, createDatabase } from './login.js';
import { acquireRelayLock } from './relay-lock.js';
import { startServer } from './start-server.js';
import { SupervisedServer, type UnexpectedExit } from './supervised-server.js';

export interface EmbeddedPostgresOptions extends DataDirectoryRequest {
  /** Postgres's own log, line by line; holds no rows and no statements. */
  readonly log: (line: string) => void;
  /** False switches fsync off, for throw-away data. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Where the data really lies: another folder than asked if root's default could not be reached. */
  readonly dataDir: string;
  readonly port: number;
  readonly pid: number;
  /** True if a Postgres that a dead relay left running was taken over. */
  readonly adopted: boolean;
  /** Connection string with the password: keep it out of logs. The relay's database unless another is named. */
  url(database?: string): string;
  /** Postgres ended unasked; it is started again on the same port unless `restarting` is false. */
  onUnexpectedExit(listener: (exit: UnexpectedExit) => void): void;
  /** Stops Postgres and frees the data directory. */
  stop(): Promise<void>;
}

/**
 * A real Postgres of our own in `<dataDir>/postgres`: loopback only, its password in `<dataDir>/postgres.password` (0600).
 * It survives `kill -9` of the relay (the next one takes it over) and does not outlive an orderly exit.
 *
 * @throws ConfigError the folder cannot be used
 * @throws DataDirInUseError another relay has it
 * @throws PostgresBinariesMissingError no binaries for this machine
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options;
  const account = databaseAccount();
  const binaries = postgresBinaries(account);
  const dataDir = prepareDataDirectory(options, account);
  const lock = acquireRelayLock(dataDir);
  try {
    const cluster = await openCluster({ dataDir, binaries, account, durable });
    const first = await startServer(cluster, null, log);
    const server = new SupervisedServer(cluster, first, log);
    // Covers process.exit() and an uncaught error; `stop` covers the orderly way.
    const onExit = (): void => {
      server.signalStop();
      lock.release();
    };
    process.once('exit', onExit);
    const stop = async (): Promise<void> => {
      await server.stop();
      process.off('exit', onExit);
      lock.release();
    };
    await createDatabase(cluster, server.port).catch(async (error: unknown) => {
      await stop();
      throw wrongPassword(dataDir, error);
    });
    return {
      dataDir,
      adopted: first.adopted,
      port: server.port,
      get pid() {
        return server.pid;
      },
      url: (database = POSTGRES_DATABASE) => connectionUrl(cluster, server.port, database),
      onUnexpectedExit: (listener) => server.onUnexpectedExit(listener),
      stop,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** SQLSTATE 28P01: the password file is not the one that the cluster was made with. */
function wrongPassword(dataDir: string, error: unknown): unknown {
  if (errorCodeOf(error) !== '28P01') return error;
  return new Error(`The database in ${dataDir} does not take the password in postgres.password: restore that file from a backup`, {
    cause: error,
  });
}
