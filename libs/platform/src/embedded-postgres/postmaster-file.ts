import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, isAlive, workingDirectoryOf } from './process-table.js';

/** What Postgres writes about itself into its cluster (`postmaster.pid`: pid, directory, start time, port, …). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const fileOf = (directory: string): string => join(directory, 'postmaster.pid');

/** The Postgres that runs on this cluster, or `null`. A pid that meanwhile belongs to another program is nobody. */
export function livingPostmaster(directory: string): Postmaster | null {
  const lines = readLines(directory);
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return isAlive(pid) && isPostgresOf(pid, directory) ? { pid, port } : null;
}

function isPostgresOf(pid: number, directory: string): boolean {
  const cwd = workingDirectoryOf(pid);
  if (cwd !== null) return cwd === directory && /postgres/.test(commandLineOf(pid));
  return commandLineOf(pid).includes(directory);
}

/**
 * Makes Postgres see that the file's process is gone where it would take a stranger with the same pid for a living postmaster: it
 * takes its own parent's pid for stale (miscinit.c, CreateLockFile). Unlike removing the file this keeps its note of the shared
 * memory, so that Postgres still refuses while an old backend lives.
 */
export function disownStaleFile(directory: string): void {
  const lines = readLines(directory);
  const pid = Number(lines[0]);
  if (lines.length < 2 || pid === process.pid || !isAlive(pid) || isPostgresOf(pid, directory)) return;
  writeFileSync(fileOf(directory), [String(process.pid), ...lines.slice(1)].join('\n'));
}

/** Backends that outlived their postmaster; they notice within moments. Linux only, elsewhere empty. */
export function survivors(directory: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && workingDirectoryOf(pid) === directory && /^postgres/.test(commandLineOf(pid)));
}

function readLines(directory: string): readonly string[] {
  try {
    return readFileSync(fileOf(directory), 'utf8').split('\n');
  } catch {
    return [];
  }
}
