import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '../database.js';

const TEMPLATE = 'posthorn_template';
const TEMPLATE_LOCK = 1_830_451;

/** A database of a test's own, cloned from a migrated template: tens of milliseconds, and nothing is shared. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

function adminUrl(): URL {
  const url = process.env['POSTHORN_TEST_POSTGRES_URL'];
  if (!url) throw new Error('POSTHORN_TEST_POSTGRES_URL is not set: run the tests through tools/check/jest.mjs');
  return new URL(url);
}

function urlOf(database: string): string {
  const url = adminUrl();
  url.pathname = `/${database}`;
  return url.toString();
}

async function ensureTemplate(admin: pg.Client): Promise<void> {
  const exists = await admin.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
  if (exists.rowCount) return;
  const building = `${TEMPLATE}_building`;
  await admin.query(`drop database if exists ${building}`);
  await admin.query(`create database ${building}`);
  const database = await openDatabase({ url: urlOf(building), maxConnections: 2 });
  await database.close();
  await admin.query(`alter database ${building} rename to ${TEMPLATE}`);
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = new pg.Client({ connectionString: adminUrl().toString() });
  await admin.connect();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  try {
    // Cloning needs the template to itself: other test files wait here.
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(admin);
    await admin.query(`create database ${name} template ${TEMPLATE}`);
  } finally {
    await admin.end();
  }
  return { url: urlOf(name), drop: () => dropDatabase(name) };
}

async function dropDatabase(name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl().toString() });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
}

/** A test database, opened. */
export async function openTestDatabase(): Promise<Database & { readonly url: string }> {
  const test = await createTestDatabase();
  const database = await openDatabase({ url: test.url, maxConnections: 5 });
  return {
    ...database,
    url: test.url,
    close: async () => {
      await database.close();
      await test.drop();
    },
  };
}
