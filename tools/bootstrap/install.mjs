#!/usr/bin/env node
// Runs before `npm start` and `npm test` (prestart, pretest), on whatever Node the host has (>= 20), with no dependencies:
// node_modules may not exist yet. Installs exactly the lock file when it is missing or has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const stampFile = join(root, 'node_modules/.setup-stamp');
const lockFile = join(root, '.setup.lock');
const want = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform}-${process.arch}`)
  .digest('hex');
const installed = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === want;
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e.code === 'EPERM';
  }
}

if (process.argv.includes('--stamp')) {
  // root "postinstall": also a plain `npm install` / `npm ci` counts as done
  writeFileSync(stampFile, want);
  process.exit(0);
}

if (!installed()) {
  // Two commands started at once on a fresh clone must not both install.
  for (;;) {
    try {
      const fd = openSync(lockFile, 'wx');
      writeFileSync(fd, String(process.pid));
      closeSync(fd);
      break;
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
      const age = Date.now() - (statSync(lockFile, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      const pid = Number(existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : 0);
      if ((pid && !alive(pid)) || age > 15 * 60_000) rmSync(lockFile, { force: true });
      else sleep(300);
    }
  }
  try {
    if (!installed()) {
      console.log('setup: installing dependencies (npm ci)');
      const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
      const npm = process.env.npm_execpath;
      const r = npm
        ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
        : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
      if (r.status !== 0) {
        console.error('setup: npm ci failed');
        process.exit(r.status ?? 1);
      }
      writeFileSync(stampFile, want);
    }
  } finally {
    rmSync(lockFile, { force: true });
  }
}
