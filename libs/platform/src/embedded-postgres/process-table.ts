import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { errorCodeOf } from '../private-file/error-code.js';

/** The operating system's view of one process, from /proc where there is one, else from `ps`. */

/** Whether it runs. A zombie does not: it was killed and only waits for its parent to notice. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if (errorCodeOf(error) !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

/**
 * Something that a later process with the same pid does not share: boot and start time. `null` if the process is gone.
 * Where neither /proc nor `ps` helps (Windows) it is constant, and the pid alone decides.
 */
export function identityOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (process.platform === 'linux') {
    // Field 22 of proc(5) stat; the list begins with field 3.
    const startTicks = statFields(pid)?.[19];
    return startTicks === undefined ? null : `${bootId()}:${startTicks}`;
  }
  if (process.platform === 'win32') return 'running';
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } });
  return ps.stdout.trim() || null;
}

/** Program and arguments in one line; empty if they cannot be read. */
export function commandLineOf(pid: number): string {
  if (process.platform === 'linux') return readOr(`/proc/${pid}/cmdline`, '').split('\0').join(' ');
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

/** Linux: where it works; Postgres's processes all stand in their cluster. `null` if unknown. */
export function workingDirectoryOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** After the program's name in parentheses, which may itself hold spaces and parentheses. */
function statFields(pid: number): readonly string[] | null {
  const stat = readOr(`/proc/${pid}/stat`, '');
  return stat === '' ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function bootId(): string {
  return readOr('/proc/sys/kernel/random/boot_id', '').trim();
}

function readOr(path: string, fallback: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return fallback;
  }
}
