// jest globalSetup: one throw-away Postgres for the run; each test file clones its own database from a migrated template.
import { startThrowawayPostgres } from './throwaway-postgres.mjs';

export default async function setup() {
  globalThis.__POSTGRES__ = await startThrowawayPostgres();
  process.env.POSTHORN_TEST_POSTGRES_URL = globalThis.__POSTGRES__.url('postgres');
}
