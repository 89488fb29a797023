import pg from 'pg';
import { POSTGRES_DATABASE, POSTGRES_USER, type Cluster } from './cluster.js';

export function connectionUrl(cluster: Cluster, port: number, database: string): string {
  return `postgres://${POSTGRES_USER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

async function query(cluster: Cluster, port: number, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: connectionUrl(cluster, port, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // A server that stops in this moment; the query says so too.
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether what answers on the port is this very cluster, with our password and the durability that we need. */
export async function isOurServer(cluster: Cluster, port: number): Promise<boolean> {
  const text = `select current_setting('data_directory') as directory, current_setting('fsync') as fsync`;
  try {
    const [row] = await query(cluster, port, text);
    return row?.['directory'] === cluster.directory && row['fsync'] === (cluster.durable ? 'on' : 'off');
  } catch {
    return false;
  }
}

/** @throws Error if the cluster does not know the password: the file was replaced. */
export async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const rows = await query(cluster, port, `select 1 from pg_database where datname = '${POSTGRES_DATABASE}'`);
  if (rows.length === 0) await query(cluster, port, `create database ${POSTGRES_DATABASE}`);
}
