import {
  ConfigError,
  loadOrCreateKeys,
  SecretsBox,
  startEmbeddedPostgres,
  type Config,
  type EmbeddedPostgres,
  type EncryptionKey,
  type Logger,
} from '@posthorn/platform';
import { EncryptionKeyEntity, openDatabase, type Database } from '@posthorn/store';
import type { DataSource } from 'typeorm';

/** The database server and the keys to its secrets, which the workers of one relay share. */
export interface Foundation {
  readonly databaseUrl: string;
  readonly keys: readonly EncryptionKey[];
  stop(): Promise<void>;
}

/** What one process holds of them. */
export interface Storage {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly secretsBox: SecretsBox;
  close(): Promise<void>;
}

/** With the epoch's and the listener's own, fourteen a process. */
const CONNECTIONS = { maxConnections: 5, hotConnections: 7 } as const;

/** Starts the embedded Postgres unless `DATABASE_URL` names another. */
export async function layFoundation(config: Config, logger: Logger): Promise<Foundation> {
  const postgres = config.databaseUrl ? null : await startPostgres(config, logger);
  const stop = async (): Promise<void> => postgres?.stop();
  try {
    const databaseUrl = postgres ? postgres.url() : (config.databaseUrl?.reveal() ?? '');
    return { databaseUrl, keys: config.encryptionKeys?.reveal() ?? loadOrCreateKeys(postgres?.dataDir ?? config.dataDir), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Connects, migrates, and checks that every key in use is there. */
export async function openStorage({ databaseUrl, keys }: Foundation, logger: Logger): Promise<Storage> {
  const secretsBox = new SecretsBox(keys);
  const onIdleError = (error: Error): void => logger.warn({ err: error }, 'idle database connection lost');
  const database = await openDatabase({ url: databaseUrl, ...CONNECTIONS, onIdleError });
  try {
    await checkKeys(database.dataSource, secretsBox);
  } catch (error) {
    await database.close();
    throw error;
  }
  return { database, databaseUrl, secretsBox, close: () => database.close() };
}

async function startPostgres(config: Config, logger: Logger): Promise<EmbeddedPostgres> {
  const { dataDir, dataDirGiven } = config;
  const postgres = await startEmbeddedPostgres({ dataDir, dataDirGiven, log: (line) => logger.debug({ line }, 'postgres') });
  if (postgres.adopted) logger.info({ pid: postgres.pid }, 'took over the Postgres of a relay that was killed');
  postgres.onUnexpectedExit((exit) => logger.error({ exit }, 'postgres ended unasked'));
  return postgres;
}

/** A canary per key id: without its key, every secret under that id is lost, and it is better not to start than to find out later. */
async function checkKeys(dataSource: DataSource, box: SecretsBox): Promise<void> {
  const canaries = dataSource.getRepository(EncryptionKeyEntity);
  const faults = (await canaries.find()).flatMap(({ id, canary }) => {
    const found = box.checkCanary(id, canary);
    if (found === 'ok') return [];
    const message =
      found === 'missing'
        ? `the key "${id}" encrypted secrets of this database and is not here; add it after the others`
        : `the key "${id}" is not the one that encrypted secrets of this database; restore the right one`;
    return [{ variable: 'POSTHORN_ENCRYPTION_KEYS', message }];
  });
  if (faults.length > 0) throw new ConfigError(faults);
  const id = box.currentKeyId;
  await canaries
    .createQueryBuilder()
    .insert()
    .values({ id, canary: box.canary(id) })
    .orIgnore()
    .execute();
}
