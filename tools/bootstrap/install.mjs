#!/usr/bin/env node
// Runs before every npm script, on whatever Node the host has and without dependencies: node_modules may not exist yet.
// Installs exactly the lock file when that is missing or has changed. `--stamp`: an install has just happened (root postinstall).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MIN_NODE = [20, 19];
/** An install on a slow line may take minutes; one that takes longer was killed together with its lock's pid. */
const STALE_LOCK_MS = 15 * 60_000;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const stampFile = join(root, 'node_modules/.posthorn-installed');
const lockFile = join(root, '.install.lock');

checkNode();
if (process.argv.includes('--stamp')) stamp();
else if (!installed()) installOnce();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1])) return;
  console.error(`Posthorn needs Node ${MIN_NODE.join('.')} or newer to install itself; this is Node ${process.versions.node}.`);
  console.error('Install a newer one from https://nodejs.org and try again.');
  process.exit(1);
}

/** Changes with the lock file and with the machine (a node_modules that was copied here from another one). */
function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function installed() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint();
}

function stamp() {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, fingerprint());
}

/** Two commands started at once on a fresh clone install once: the second waits for the first. */
function installOnce() {
  takeLock();
  process.once('exit', () => rmSync(lockFile, { force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  if (installed()) return;
  console.log('Installing dependencies (npm ci) …');
  const status = npmCi();
  if (status !== 0) {
    console.error('npm ci failed; its message stands above.');
    process.exit(status);
  }
  stamp();
}

function npmCi() {
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  // The npm that runs this script, where one does.
  const npm = process.env.npm_execpath;
  const [command, all] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
  return spawnSync(command, all, { cwd: root, stdio: 'inherit', shell: !npm && process.platform === 'win32' }).status ?? 1;
}

function takeLock() {
  for (;;) {
    try {
      const file = openSync(lockFile, 'wx');
      writeFileSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (lockIsStale()) rmSync(lockFile, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  }
}

function lockIsStale() {
  const stat = statSync(lockFile, { throwIfNoEntry: false });
  if (!stat) return false;
  if (Date.now() - stat.mtimeMs > STALE_LOCK_MS) return true;
  const pid = Number(existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : 0);
  return pid > 0 && !isAlive(pid);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
