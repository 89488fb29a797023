import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../config/config.error.js';
import { errorCodeOf } from '../private-file/error-code.js';
import { blockingFolder, type DatabaseAccount } from './database-account.js';

/** Where root's data goes if the default lies in a folder that the database's user cannot enter (a checkout in /root). */
const ROOT_DATA_DIR = '/var/lib/posthorn';

export interface DataDirectoryRequest {
  readonly dataDir: string;
  /** Somebody asked for this very folder: it is this one or none. */
  readonly dataDirGiven: boolean;
}

/**
 * The folder of the embedded database and the keys, made if absent.
 *
 * @throws ConfigError if it was asked for and the database's user cannot get there, or if it cannot be made
 */
export function prepareDataDirectory({ dataDir, dataDirGiven }: DataDirectoryRequest, account: DatabaseAccount | null): string {
  const wanted = resolve(dataDir);
  if (account === null) return make(wanted, 0o700);
  // What exists already is in use and may be one step behind in its mode, so look at the way there.
  const blocked = blockingFolder(nearestExisting(dirname(wanted)), account);
  if (blocked === null) return enterable(make(wanted, 0o711));
  if (!dataDirGiven) return enterable(make(ROOT_DATA_DIR, 0o711));
  throw new ConfigError([
    {
      variable: 'POSTHORN_DATA_DIR',
      message:
        `${wanted} cannot be reached by the user "${account.name}", which Postgres runs as because it refuses to run as root: ` +
        `${blocked} is closed to it. Choose a folder elsewhere (for example ${ROOT_DATA_DIR}), run: chmod o+x ${blocked}, ` +
        'or start Posthorn as the owner of that folder',
    },
  ]);
}

function make(path: string, mode: number): string {
  try {
    mkdirSync(path, { recursive: true, mode });
    return realpathSync(path); // The way that the operating system reports it, to find its processes.
  } catch (error) {
    const reason = errorCodeOf(error) ?? 'unknown';
    throw new ConfigError([
      { variable: 'POSTHORN_DATA_DIR', message: `${path} cannot be made (${reason}); give a folder that this user may write to` },
    ]);
  }
}

/** Lets the database's user pass through without letting it look around; the secrets in the folder are 0600. */
function enterable(path: string): string {
  const { mode } = statSync(path);
  if ((mode & 0o011) !== 0o011) chmodSync(path, (mode & 0o7777) | 0o011);
  return path;
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}
