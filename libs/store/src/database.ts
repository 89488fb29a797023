import 'reflect-metadata';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import * as entities from './entities/index.js';
import { Configuration1795478400000 } from './migrations/1795478400000-configuration.js';
import { Events1795478400001 } from './migrations/1795478400001-events.js';
import { Refusals1795478400006 } from './migrations/1795478400006-refusals.js';

export interface DatabaseOptions {
  /** `postgres://…`; Postgres 15 or newer, not through a transaction pooler. */
  readonly url: string;
  /** Connections of this process, its epoch's own not counted. */
  readonly maxConnections?: number;
  /** Told of errors on idle connections, which would otherwise end the process. */
  readonly onIdleError?: (error: Error) => void;
}

/** One pool for everything: TypeORM's own, which the hot path's prepared statements use too. */
export interface Database {
  readonly dataSource: DataSource;
  readonly pool: Pool;
  close(): Promise<void>;
}

/** A statement of the hot path answers within milliseconds; one that takes this long has lost its server. */
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Serialises migrations of relays that start together. Any constant will do. */
const MIGRATION_LOCK = 7_304_118;

export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: Object.values(entities),
    migrations: [Configuration1795478400000, Events1795478400001, Refusals1795478400006],
    migrationsTableName: 'migration',
    synchronize: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    applicationName: 'posthorn',
    poolErrorHandler: options.onIdleError ?? (() => undefined),
    extra: {
      max: options.maxConnections ?? 10,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      // A line that was cut without a word never brings the server's own answer.
      query_timeout: STATEMENT_TIMEOUT_MS + 5_000,
      keepAlive: true,
    },
  });
}

/** Connects and migrates. Throws the driver's error when the server cannot be reached, and when it is older than Postgres 15. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const dataSource = await createDataSource(options).initialize();
  const pool = poolOf(dataSource);
  try {
    await requireVersion(pool);
    await migrate(dataSource, pool);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return { dataSource, pool, close: () => dataSource.destroy() };
}

async function requireVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (!(version >= 150_000)) throw new Error(`Postgres 15 or newer is needed; this server says ${String(version)}`);
}

async function migrate(dataSource: DataSource, pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
}

/** The driver keeps its pool in `master`, without a public type. */
function poolOf(dataSource: DataSource): Pool {
  const driver: { master?: Pool } = dataSource.driver as { master?: Pool };
  if (!driver.master) throw new Error('TypeORM has no Postgres pool');
  return driver.master;
}
