// `npm run dev`: the relay from its sources, started again one second after an edit.
import { spawn } from 'node:child_process';
import { readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const loader = join(root, 'tools/bootstrap/register-ts.mjs');
const main = join(root, 'apps/relay/src/main.ts');
/** A save touches several files within moments. */
const SETTLE_MS = 80;
/** The relay takes 10 s at most to finish what is in flight. */
const STOP_LIMIT_MS = 12_000;

let relay;
let stopping = false;
let restartWanted = false;

function launch() {
  relay = spawn(process.execPath, ['-C', '@posthorn/source', '--enable-source-maps', '--import', loader, main], {
    cwd: root,
    stdio: 'inherit',
  });
  relay.on('exit', (code, signal) => {
    if (stopping) process.exit(0);
    if (restartWanted) {
      restartWanted = false;
      launch();
    } else console.log(`[dev] the relay ended (${signal ?? code}); waiting for a change`);
  });
}

const isRunning = () => relay.exitCode === null && relay.signalCode === null;

function restart(file) {
  console.log(`[dev] ${file} changed`);
  if (!isRunning()) return launch();
  restartWanted = true;
  end(relay);
}

function end(child) {
  child.kill('SIGTERM');
  setTimeout(() => child.exitCode === null && child.signalCode === null && child.kill('SIGKILL'), STOP_LIMIT_MS).unref();
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopping = true;
    if (isRunning()) end(relay);
    else process.exit(0);
  });
}

// Neither `node --watch` nor fs.watch(recursive): on Linux both watch single files and go blind after an atomic save (rename),
// as vim, `sed -i` and `git checkout` do it. Plain watches on directories see everything.
let timer;
const watched = new Set();

function watchTree(directory) {
  if (watched.has(directory) || /\/(dist|node_modules)$/.test(directory)) return;
  watched.add(directory);
  watch(directory, (_event, file) => {
    if (!file) return;
    const path = join(directory, file);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) watchTree(path);
    if (!/\.(ts|json|sql)$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => restart(file), SETTLE_MS);
  }).on('error', () => watched.delete(directory));
  for (const entry of readdirSync(directory, { withFileTypes: true })) if (entry.isDirectory()) watchTree(join(directory, entry.name));
}

for (const directory of ['apps/relay/src', 'libs']) watchTree(join(root, directory));
launch();
