import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOrCreatePrivateFile, syncDirectory } from '../private-file/private-file.js';
import type { DatabaseAccount } from './database-account.js';

/** Superuser and database of the embedded cluster. */
export const POSTGRES_USER = 'posthorn';
export const POSTGRES_DATABASE = 'posthorn';
export const PASSWORD_FILE = 'postgres.password';

/** One embedded Postgres on the disk. */
export interface Cluster {
  readonly directory: string;
  readonly binaries: string;
  readonly account: DatabaseAccount | null;
  readonly password: string;
  /** False: fsync is off. For throw-away data only. */
  readonly durable: boolean;
}

/** What Postgres's programs get to see; our own environment holds secrets. */
export const POSTGRES_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

export interface ClusterRequest {
  readonly dataDir: string;
  readonly binaries: string;
  readonly account: DatabaseAccount | null;
  readonly durable: boolean;
}

/** Opens `<dataDir>/postgres`, or makes it. The caller holds the relay's lock. */
export async function openCluster({ dataDir, binaries, account, durable }: ClusterRequest): Promise<Cluster> {
  // Written before the cluster that needs it: a cluster whose password nobody knows would be lost.
  const password = readOrCreatePrivateFile(join(dataDir, PASSWORD_FILE), () => `${randomBytes(24).toString('base64url')}\n`).trim();
  const cluster = { directory: join(dataDir, 'postgres'), binaries, account, password, durable };
  removeDrafts(dataDir);
  if (!existsSync(join(cluster.directory, 'PG_VERSION'))) await initialise(cluster, dataDir);
  return cluster;
}

const DRAFT_PREFIX = 'postgres.new-';

/** Left by a relay that was killed while it made the cluster. */
function removeDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(DRAFT_PREFIX)) rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Made under another name and renamed when whole, so that a kill halfway leaves no half cluster behind. */
async function initialise(cluster: Cluster, dataDir: string): Promise<void> {
  const draft = join(dataDir, `${DRAFT_PREFIX}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
    if (cluster.account) {
      chownSync(draft, cluster.account.uid, cluster.account.gid);
      chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
    }
    await initdb(cluster, draft, passwordFile);
    renameSync(draft, cluster.directory);
    syncDirectory(dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function initdb(cluster: Cluster, directory: string, passwordFile: string): Promise<void> {
  const args = ['-D', directory, '-U', POSTGRES_USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C'];
  if (!cluster.durable) args.push('--no-sync');
  const child = spawn(join(cluster.binaries, 'bin', 'initdb'), [...args, '--no-instructions'], {
    ...(cluster.account ? { uid: cluster.account.uid, gid: cluster.account.gid } : {}),
    cwd: directory,
    env: POSTGRES_ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed (${code}): ${stderr.slice(-2_000).trim()}`))));
  });
}
