import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXIT_CONFIG } from '../config/config.error.js';
import { errorCodeOf } from '../private-file/error-code.js';
import { identityOf } from './process-table.js';

/** Another relay that lives has the folder. */
export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
  /** Starting again does not help until somebody chooses another folder or stops the other relay. */
  readonly exitCode = EXIT_CONFIG;

  constructor(
    readonly dataDir: string,
    readonly pid: number,
  ) {
    super(
      `The data directory ${dataDir} is in use by another Posthorn (process ${pid}). ` +
        'Stop that one first, or set POSTHORN_DATA_DIR to a folder of its own.',
    );
  }
}

export interface RelayLock {
  release(): void;
}

export const RELAY_LOCK_FILE = 'relay.lock';
/** Each level needs one more process killed in the instant of taking over. */
const MAX_DEPTH = 5;
const ATTEMPTS = 50;

/**
 * Guards a data directory against a second relay. The file names its holder by pid and start time, so that neither a restart of the
 * machine nor a pid used again keeps it locked.
 *
 * @throws DataDirInUseError
 */
export function acquireRelayLock(dataDir: string): RelayLock {
  const path = join(dataDir, RELAY_LOCK_FILE);
  const mine = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) });
  const holder = take(path, mine, 0);
  if (holder !== null) throw new DataDirInUseError(dataDir, holder);
  return {
    release: () => {
      if (read(path) === mine) rmSync(path, { force: true });
    },
  };
}

/** The pid of the living holder, or `null`. */
export function relayLockHolder(dataDir: string): number | null {
  const content = read(join(dataDir, RELAY_LOCK_FILE));
  return content === null ? null : livingHolder(content);
}

/**
 * `null` if taken, else the holder's pid. Several may find the same dead holder at once, and the slower must not sweep away the lock
 * that the faster has just taken: so the take-over happens under a lock of its own (`relay.lock.take`), after a second look.
 */
function take(path: string, mine: string, depth: number): number | null {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (createWhole(path, mine)) return null;
    const content = read(path);
    if (content === null) continue; // Released in this instant.
    const holder = livingHolder(content);
    if (holder !== null) return holder;
    if (depth >= MAX_DEPTH) throw new Error(`${path} cannot be taken over: remove it by hand`);
    const guard = `${path}.take`;
    const other = take(guard, mine, depth + 1);
    if (other !== null) {
      waitMs(20);
      continue;
    }
    try {
      const now = read(path);
      if (now !== null && livingHolder(now) === null) replaceWhole(path, mine);
      if (read(path) === mine) return null;
    } finally {
      rmSync(guard, { force: true });
    }
  }
  return livingHolder(read(path) ?? '') ?? 0;
}

function livingHolder(content: string): number | null {
  try {
    const holder: unknown = JSON.parse(content);
    if (typeof holder !== 'object' || holder === null || !('pid' in holder) || !('identity' in holder)) return null;
    const { pid, identity } = holder;
    return typeof pid === 'number' && identity !== null && identityOf(pid) === identity ? pid : null;
  } catch {
    return null; // Not one of ours, or cut short by a power cut: nobody holds it.
  }
}

/** The file appears with its content or not at all. */
function createWhole(path: string, content: string): boolean {
  return withDraft(path, content, (draft) => {
    try {
      linkSync(draft, path);
      return true;
    } catch (error) {
      if (errorCodeOf(error) === 'EEXIST') return false;
      throw error;
    }
  });
}

function replaceWhole(path: string, content: string): void {
  withDraft(path, content, (draft) => renameSync(draft, path));
}

function withDraft<T>(path: string, content: string, use: (draft: string) => T): T {
  const draft = join(dirname(path), `.relay.lock.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
  try {
    return use(draft);
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function waitMs(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
