import 'reflect-metadata';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { ADVISORY_LOCK } from './advisory-locks.js';
import * as entities from './entities/index.js';
import { Configuration1795478400000 } from './migrations/1795478400000-configuration.js';
import { Events1795478400001 } from './migrations/1795478400001-events.js';
import { Order1795478400003 } from './migrations/1795478400003-order.js';
import { DestinationHealth1795478400004 } from './migrations/1795478400004-destination-health.js';
import { Expunge1795478400005 } from './migrations/1795478400005-expunge.js';
import { Ledger1795478400002 } from './migrations/1795478400002-ledger.js';
import { Refusals1795478400006 } from './migrations/1795478400006-refusals.js';
import { Filters1795478400007 } from './migrations/1795478400007-filters.js';
import { Audit1795478400009 } from './migrations/1795478400009-audit.js';
import { Stats1795478400010 } from './migrations/1795478400010-stats.js';
import { SearchKeys1795478400013 } from './migrations/1795478400013-search-keys.js';
import { SignIn1795478400011 } from './migrations/1795478400011-sign-in.js';
import { KeyRotation1795478400014 } from './migrations/1795478400014-key-rotation.js';
import { People1795478400012 } from './migrations/1795478400012-people.js';
import { Identity1795478400008 } from './migrations/1795478400008-identity.js';
import { Transforms1795478400015 } from './migrations/1795478400015-transforms.js';

export interface DatabaseOptions {
  /** `postgres://…`; Postgres 15 or newer, not through a transaction pooler. */
  readonly url: string;
  /** Connections of this process, its epoch's own not counted. */
  readonly maxConnections?: number;
  /** As many more for the hot path alone; without it the two share. */
  readonly hotConnections?: number;
  /** Told of errors on idle connections, which would otherwise end the process. */
  readonly onIdleError?: (error: Error) => void;
}

/** TypeORM and its pool, which prepared statements use too. */
export interface DatabaseAccess {
  readonly dataSource: DataSource;
  readonly pool: Pool;
}

/**
 * What people ask for, and beside it an access of the hot path's own: a list that takes half a minute must not hold the connection that
 * an event needs, however many of them are asked for.
 */
export interface Database extends DatabaseAccess {
  readonly hot: DatabaseAccess;
  close(): Promise<void>;
}

/** A statement of the hot path answers within milliseconds; one that takes this long has lost its server. */
const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** TypeORM gives a connection back whatever became of its query: one that a failover left read-only goes by its age. */
const MAX_LIFETIME_SECONDS = 60;

export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: Object.values(entities),
    migrations: [
      Configuration1795478400000,
      Events1795478400001,
      Ledger1795478400002,
      Order1795478400003,
      DestinationHealth1795478400004,
      Expunge1795478400005,
      Refusals1795478400006,
      Filters1795478400007,
      Audit1795478400009,
      Identity1795478400008,
      Stats1795478400010,
      KeyRotation1795478400014,
      Transforms1795478400015,
      SearchKeys1795478400013,
      SignIn1795478400011,
      People1795478400012,
    ],
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
      maxLifetimeSeconds: MAX_LIFETIME_SECONDS,
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
  const { hotConnections } = options;
  if (hotConnections === undefined) return { dataSource, pool, hot: { dataSource, pool }, close: () => dataSource.destroy() };
  try {
    const hotSource = await createDataSource({ ...options, maxConnections: hotConnections }).initialize();
    const close = async (): Promise<void> => void (await Promise.all([dataSource.destroy(), hotSource.destroy()]));
    return { dataSource, pool, hot: { dataSource: hotSource, pool: poolOf(hotSource) }, close };
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

async function requireVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
  const version = Number(rows[0]?.server_version_num);
  if (!(version >= 150_000)) throw new Error(`Postgres 15 or newer is needed; this server says ${String(version)}`);
}

async function migrate(dataSource: DataSource, pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK.migrations]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK.migrations]).catch(() => undefined);
    client.release();
  }
}

/** The driver keeps its pool in `master`, without a public type. */
function poolOf(dataSource: DataSource): Pool {
  const driver: { master?: Pool } = dataSource.driver as { master?: Pool };
  if (!driver.master) throw new Error('TypeORM has no Postgres pool');
  return driver.master;
}
