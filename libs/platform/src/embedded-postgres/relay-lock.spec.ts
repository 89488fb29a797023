import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from './process-table.js';
import { acquireRelayLock, DataDirInUseError, RELAY_LOCK_FILE } from './relay-lock.js';

const root = join(import.meta.dirname, '../../../..');
let dataDir: string;

beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'posthorn-lock-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe("the relay's lock", () => {
  it('is free again after its release', () => {
    acquireRelayLock(dataDir).release();
    expect(existsSync(join(dataDir, RELAY_LOCK_FILE))).toBe(false);
    acquireRelayLock(dataDir);
    expect(() => acquireRelayLock(dataDir)).toThrow(DataDirInUseError);
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, identity: 'x' })],
    ['our own pid in an earlier life', JSON.stringify({ pid: process.pid, identity: `${identityOf(process.pid)}0` })],
    ['a file cut short', '{"pid":'],
    ['an empty file', ''],
  ])('is taken over from %s', (_case, content) => {
    writeFileSync(join(dataDir, RELAY_LOCK_FILE), content);
    acquireRelayLock(dataDir);
    expect(JSON.parse(readFileSync(join(dataDir, RELAY_LOCK_FILE), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('goes to exactly one of several that find a dead holder at once', async () => {
    writeFileSync(join(dataDir, RELAY_LOCK_FILE), JSON.stringify({ pid: 2 ** 22 + 1, identity: 'x' }));
    const script = `
      const { acquireRelayLock } = await import(${JSON.stringify(join(import.meta.dirname, 'relay-lock.ts'))});
      console.log('ready');
      process.stdin.once('data', () => {
        try { acquireRelayLock(${JSON.stringify(dataDir)}); console.log('mine'); } catch (error) { console.log(error.name); }
      });`;
    const loader = join(root, 'tools/bootstrap/register-ts.mjs');
    const rivals = Array.from({ length: 4 }, () => spawn(process.execPath, ['--import', loader, '--input-type=module', '-e', script]));
    try {
      await Promise.all(rivals.map((rival) => once(rival.stdout, 'data')));
      const answers = rivals.map((rival) => once(rival.stdout, 'data'));
      for (const rival of rivals) rival.stdin.write('go\n');
      const texts = (await Promise.all(answers)).map(([text]) => String(text).trim()).sort();
      expect(texts).toEqual(['DataDirInUseError', 'DataDirInUseError', 'DataDirInUseError', 'mine']);
    } finally {
      for (const rival of rivals) rival.kill('SIGKILL');
    }
  });
});
