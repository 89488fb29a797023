import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account that Postgres runs as when it is not ours. */
export interface DatabaseAccount {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** Postgres refuses to run as root, so root lends it an unprivileged account. `null`: Postgres runs as we do. */
export function databaseAccount(): DatabaseAccount | null {
  if (process.getuid?.() !== 0) return null;
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const row = rows.find(([name]) => name === wanted);
    if (row) return { name: wanted, uid: Number(row[2]), gid: Number(row[3]) };
  }
  throw new Error(
    'Postgres does not run as root, and there is neither a "postgres" nor a "nobody" account; start Posthorn as another user',
  );
}

/** The topmost folder on the way to `path` (itself included) that the account may not enter, or `null` if it gets there. */
export function blockingFolder(path: string, { uid, gid }: DatabaseAccount): string | null {
  const folders: string[] = [];
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return (
    folders.find((folder) => {
      const stat = statSync(folder);
      const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
      return (stat.mode & bit) === 0;
    }) ?? null
  );
}
