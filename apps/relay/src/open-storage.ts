import {
  ConfigError,
  type ConfigFault,
  KeyFile,
  SecretsBox,
  startEmbeddedPostgres,
  type Config,
  type EmbeddedPostgres,
  type EncryptionKey,
  type Logger,
} from '@posthorn/platform';
import { EncryptionKeyEntity, isSealing, openDatabase, type Database } from '@posthorn/store';

/** The database server and the keys to its secrets, which the workers of one relay share. */
export interface Foundation {
  readonly databaseUrl: string;
  readonly keys: readonly EncryptionKey[];
  /** Where they were generated; `null` = the environment gave them. */
  readonly keyFile: KeyFile | null;
  stop(): Promise<void>;
}

/** What one process holds of them. */
export interface Storage {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly secretsBox: SecretsBox;
  readonly keyFile: KeyFile | null;
  close(): Promise<void>;
}

/** With the epoch's and the listener's own, fourteen a process. */
const CONNECTIONS = { maxConnections: 5, hotConnections: 7 } as const;

/** Starts the embedded Postgres unless `DATABASE_URL` names another. `keyFile` = the one that this worker's primary keeps. */
export async function layFoundation(config: Config, logger: Logger, keyFile?: string): Promise<Foundation> {
  const postgres = config.databaseUrl ? null : await startPostgres(config, logger);
  const stop = async (): Promise<void> => postgres?.stop();
  try {
    const databaseUrl = postgres ? postgres.url() : (config.databaseUrl?.reveal() ?? '');
    if (keyFile === undefined && config.encryptionKeys) return { databaseUrl, keys: config.encryptionKeys.reveal(), keyFile: null, stop };
    const file = keyFile === undefined ? KeyFile.in(postgres?.dataDir ?? config.dataDir) : new KeyFile(keyFile);
    return { databaseUrl, keys: file.loadOrCreate(), keyFile: file, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Connects, migrates, and checks that every key in use is there. */
export async function openStorage({ databaseUrl, keys, keyFile }: Foundation, logger: Logger): Promise<Storage> {
  const secretsBox = new SecretsBox(keys);
  const onIdleError = (error: Error): void => logger.warn({ err: error }, 'idle database connection lost');
  const database = await openDatabase({ url: databaseUrl, ...CONNECTIONS, onIdleError });
  try {
    await checkKeys(database, secretsBox);
  } catch (error) {
    await database.close();
    throw error;
  }
  return { database, databaseUrl, secretsBox, keyFile, close: () => database.close() };
}

async function startPostgres(config: Config, logger: Logger): Promise<EmbeddedPostgres> {
  const { dataDir, dataDirGiven } = config;
  const postgres = await startEmbeddedPostgres({ dataDir, dataDirGiven, log: (line) => logger.debug({ line }, 'postgres') });
  if (postgres.adopted) logger.info({ pid: postgres.pid }, 'took over the Postgres of a relay that was killed');
  postgres.onUnexpectedExit((exit) => logger.error({ exit }, 'postgres ended unasked'));
  return postgres;
}

/**
 * A canary per key id: without its key, every secret under that id is lost, and it is better not to start than to find out later. A key
 * that neither encrypts nor seals anything any more may be gone. Which key encrypts is for the processes to agree on (`KeyRing`).
 */
async function checkKeys({ dataSource, pool }: Database, box: SecretsBox): Promise<void> {
  const canaries = dataSource.getRepository(EncryptionKeyEntity);
  const faults: ConfigFault[] = [];
  for (const { id, canary, active } of await canaries.find()) {
    const found = box.checkCanary(id, canary);
    if (found === 'ok') continue;
    if (found === 'missing' && !active && !(await isSealing(pool, id))) {
      await canaries.delete({ id, active: false });
      continue;
    }
    const message =
      found === 'missing'
        ? `the key "${id}" encrypted secrets of this database and is not here; add it after the others`
        : `the key "${id}" is not the one that encrypted secrets of this database; restore the right one`;
    faults.push({ variable: 'POSTHORN_ENCRYPTION_KEYS', message });
  }
  if (faults.length > 0) throw new ConfigError(faults);
}
